import { checkOneOf } from '../check-one-of.js'
import type { AnyFeatures } from '../dataset.js'
import { planExamples, stagesTargets } from '../engine/examples.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import type { WorkspacePlan } from '../engine/workspace.js'
import { UsageError } from '../errors.js'
import { checkFunctions } from '../network/check-functions.js'
import { checkAugmentation } from './augmentation/augmentation.js'
import { hiddenLayers, networkFunctions, networkSizes, stepNeedsOf, type TrainingOptions } from './options.js'
import { constant, rateAt } from './schedules.js'

/**
 * Plans the memory of a run.
 * @throws UsageError for options out of range, BadInput for a dataset whose parts do not fit each other
 */
export function planTraining(options: TrainingOptions<AnyFeatures>): WorkspacePlan {
  const { dataset, batchSize, learningRate } = options
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new UsageError(`batch size: expected a whole number from 1, found ${batchSize}`)
  }
  checkLearningRate(learningRate, batchSize)
  checkNetwork(options)
  checkSmoothing(options)
  checkHead(options)
  checkSchedule(options)
  checkAverage(options)
  checkDropout(options)
  checkFreeze(options)
  checkImages(options)
  const examples = planExamples(dataset.train)
  const weighted = options.classWeights !== undefined || dataset.train.weights !== undefined
  const rows = Math.min(batchSize, examples.count)
  const train = { ...examples, weighted, targets: stagesTargets(examples) ? rows : examples.targets }
  const test = planExamples(dataset.test, train.form)
  if (test.inputs !== train.inputs || test.outputs !== train.outputs) {
    throw new UsageError(
      `${dataset.test.name}: expected ${train.inputs} inputs and ${train.outputs} outputs as in training, found ${test.inputs} and ${test.outputs}`,
    )
  }
  return {
    sizes: networkSizes(options),
    functions: networkFunctions(options),
    step: train.stored ? { ...stepNeedsOf(options), stages: true } : stepNeedsOf(options),
    batchSize: rows,
    train,
    test,
  }
}

const KERNELS: readonly Kernels['name'][] = ['plain', 'simd', 'wide']

/** @throws UsageError for what programs without types may say */
function checkNetwork(options: TrainingOptions<AnyFeatures>): void {
  const { hidden, seed, kernels = 'simd' } = options
  if (!Number.isSafeInteger(seed)) throw new UsageError(`the seed: expected a whole number, found ${seed}`)
  checkOneOf('kernels', kernels, KERNELS)
  if (!Array.isArray(hidden)) {
    throw new UsageError(`hidden layers: expected a list such as [128, 64], found ${JSON.stringify(hidden)}`)
  }
  checkFunctions(networkFunctions(options))
}

/** @throws UsageError */
function checkAverage({ averageDecay = 0 }: TrainingOptions<AnyFeatures>): void {
  if (averageDecay >= 0 && averageDecay < 1) return
  throw new UsageError(`decay of the average: expected a number from 0 to below 1, found ${averageDecay}`)
}

/** @throws UsageError for a schedule that needs to know when the run ends */
function checkSchedule({ learningRate, schedule = constant(), epochs }: TrainingOptions<AnyFeatures>): void {
  const run = { stepsPerEpoch: 1, epochs: epochs ?? Number.POSITIVE_INFINITY, validationLosses: [] }
  rateAt(schedule, learningRate, 0, run)
}

/** @throws UsageError */
function checkDropout(options: TrainingOptions<AnyFeatures>): void {
  const { inputDropout = 0 } = options
  const parts = hiddenLayers(options).map(({ dropout }) => dropout)
  const wrong = [inputDropout, ...parts].find((part) => !(part >= 0 && part < 1))
  if (wrong !== undefined)
    throw new UsageError(`dropout: expected a number from 0 to below 1, found ${wrong}`)
}

/** @throws UsageError for layers that are not there, or where none is left to train */
function checkFreeze(options: TrainingOptions<AnyFeatures>): void {
  const { freeze = [] } = options
  const layers = networkSizes(options).length - 1
  const wrong = freeze.find((layer, n) => !isLayer(layer, layers) || freeze.indexOf(layer) < n)
  if (wrong !== undefined) {
    throw new UsageError(`layers to freeze: expected different ones from 1 to ${layers}, found ${wrong}`)
  }
  if (freeze.length < layers) return
  throw new UsageError(`layers to freeze: expected at least one of ${layers} layers to train, found none`)
}

function isLayer(layer: number, layers: number): boolean {
  return Number.isSafeInteger(layer) && layer >= 1 && layer <= layers
}

/** @throws UsageError where what is to be augmented is no image */
function checkImages({ dataset: { train }, augmentation }: TrainingOptions<AnyFeatures>): void {
  if (!augmentation) return
  checkAugmentation(augmentation)
  if (train.image && train.features instanceof Uint8Array) return
  throw new UsageError(`${train.name}: expected images of bytes to augment, found other features`)
}

/** @throws UsageError for targets that the head cannot take */
function checkHead({ dataset: { train }, head = 'squared' }: TrainingOptions<AnyFeatures>): void {
  const { name, targets } = train
  if (!targets) return
  if (head === 'softmax-cross-entropy') {
    throw new UsageError(`${name}: expected classes for softmax cross-entropy, found targets`)
  }
  if (head !== 'sigmoid-cross-entropy') return
  const strange = targets.find((target) => !(target >= 0 && target <= 1))
  if (strange === undefined) return
  throw new UsageError(`${name}: expected targets from 0 to 1 for sigmoid cross-entropy, found ${strange}`)
}

/** @throws UsageError */
function checkSmoothing({ labelSmoothing = 0, dataset }: TrainingOptions<AnyFeatures>): void {
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new UsageError(`label smoothing: expected a number from 0 to below 1, found ${labelSmoothing}`)
  }
  if (labelSmoothing > 0 && !dataset.train.labels) {
    throw new UsageError(`label smoothing: expected classes, found targets in ${dataset.train.name}`)
  }
}

/** @throws UsageError for a rate that is not above 0, or is none any more once a minibatch divides it */
export function checkLearningRate(learningRate: number, batchSize: number): void {
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new UsageError(`learning rate: expected a number above 0, found ${learningRate}`)
  }
  if (Math.fround(learningRate / batchSize) === 0) {
    throw new UsageError(
      `learning rate: expected one that is still a float32 when divided by the batch size ${batchSize}, found ${learningRate}`,
    )
  }
}
