/** The networks of today in float64 and plain loops: what the float32 engine is compared with. docs/architecture.md. */

export type { UpdateRule } from './engine/update-rule.js'
export { ACTIVATIONS, type Activation } from './network/activation.js'
export { HEADS, type Head } from './network/head.js'
export { activate, activationDerivative } from './reference/activations.js'
export { clipByGlobalNorm } from './reference/clip.js'
export { differenceWithin } from './reference/difference-within.js'
export { dropoutFactors } from './reference/dropout.js'
export { checkGradient, checkParameters, type GradientCheck } from './reference/gradient-check.js'
export { outputsOf, type RowLoss, rowLoss } from './reference/heads.js'
export {
  type MinibatchGradient,
  minibatchGradient,
  minibatchLoss,
  type ReferenceExample,
} from './reference/minibatch.js'
export { backward, type Dropout, forward, type ReferenceNetwork } from './reference/network.js'
export { type Objective, objectiveOf, type WeightedRowLoss } from './reference/objective.js'
export { flatten, unflatten } from './reference/parameters.js'
export { hasKink, pieceOf } from './reference/pieces.js'
export { logSumExp, softmax } from './reference/softmax.js'
export { type Recipe, type TrainStep, trainedNetwork, trainStep } from './reference/train-step.js'
export { beginDescent, type Descent, descend } from './reference/update-rules.js'
