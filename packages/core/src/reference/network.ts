import { outerProduct, timesColumn, transposeTimesColumn } from '../lecture/textbook/matrix.js'
import type { TextbookForward, TextbookGradient, TextbookNetwork } from '../lecture/textbook/network.js'
import { add, hadamard, type Vector } from '../lecture/textbook/vector.js'
import type { Activation } from '../network/activation.js'
import { activate, activationDerivative } from './activations.js'

/** Fully connected layers, with an activation after each but the last: what follows the last is the head's (heads.ts). */
export interface ReferenceNetwork {
  readonly layers: TextbookNetwork
  /** [hidden layers] */
  readonly activations: readonly Activation[]
}

/**
 * What dropout multiplies the outputs of a layer by: element 0 is of the input, element k of hidden layer k, counted from 1;
 * undefined where nothing is left out. See `dropoutFactors`.
 */
export type Dropout = readonly (Vector | undefined)[]

/**
 * The way forward: p = Vx + v, y = f(p), of the last layer p alone.
 * @returns `preactivations` of every layer, the last are q; `activations`: the input and y of each hidden layer, dropout applied
 * @throws RangeError where shapes do not meet
 */
export function forward(
  { layers, activations: functions }: ReferenceNetwork,
  input: Vector,
  dropout: Dropout = [],
): TextbookForward {
  if (functions.length !== layers.length - 1) {
    throw new RangeError(
      `expected an activation for each of ${layers.length - 1} hidden layers, found ${functions.length}`,
    )
  }
  const preactivations: Vector[] = []
  const activations: Vector[] = [dropped(input, dropout[0])]
  for (const [k, { weights, biases }] of layers.entries()) {
    const p = add(timesColumn(weights, activations[k]), biases)
    preactivations.push(p)
    if (k === layers.length - 1) break
    const y = p.map((pj) => activate(functions[k], pj))
    activations.push(dropped(y, dropout[k + 1]))
  }
  return { preactivations, activations }
}

/**
 * The way back, from the last layer to the first: ∂ε/∂V and ∂ε/∂v of every layer, for one row.
 * @param pass of `forward` with the same dropout
 * @param delta ∂ε/∂q
 */
export function backward(
  { layers, activations: functions }: ReferenceNetwork,
  { preactivations, activations }: TextbookForward,
  delta: Vector,
  dropout: Dropout = [],
): TextbookGradient {
  const last = layers.length - 1
  const gradient = [{ weights: outerProduct(delta, activations[last]), biases: delta }]
  for (let k = last - 1; k >= 0; k--) {
    const dε_dy = transposeTimesColumn(layers[k + 1].weights, gradient[0].biases)
    const slopes = preactivations[k].map((pj) => activationDerivative(functions[k], pj))
    const dε_dp = hadamard(dropped(dε_dy, dropout[k + 1]), slopes)
    gradient.unshift({ weights: outerProduct(dε_dp, activations[k]), biases: dε_dp })
  }
  return gradient
}

function dropped(y: Vector, factors: Vector | undefined): Vector {
  return factors ? hadamard(y, factors) : y
}
