import { sigmoid, sigmoidDerivative } from '../sigmoid.js'
import { outerProduct, type TextbookMatrix, timesColumn, transposeTimesColumn } from './matrix.js'
import { add, hadamard, squaredNorm, subtract, type Vector } from './vector.js'

/** One layer: p = Vx + v, y = σ(p). */
export interface TextbookLayer {
  /** V, outputs × inputs: row i holds what unit i multiplies its inputs by. */
  readonly weights: TextbookMatrix
  /** v, one for each output. */
  readonly biases: Vector
}

/**
 * A network is the list of its layers, the input's side first; the outputs of one are the inputs of the
 * next. The derivation is docs/derivation.md §5; this is its plain twin, which every faster form is
 * tested against.
 */
export type TextbookNetwork = readonly TextbookLayer[]

/** A gradient has the network's shape: ∂ε/∂V in the place of V, ∂ε/∂v in the place of v. */
export type TextbookGradient = TextbookNetwork

/** An input and what the network should make of it; elements of a label lie in [0, 1]. */
export interface TextbookExample {
  readonly input: Vector
  readonly label: Vector
}

/** What the way forward leaves for the way back. Layer k takes `activations[k]` and gives `activations[k + 1]`. */
export interface TextbookForward {
  /** p of each layer. */
  readonly preactivations: readonly Vector[]
  /** The input x, then y of each layer; the last is the network's output z. */
  readonly activations: readonly Vector[]
}

/**
 * A network with the sizes given; `next` is asked for its parameters one by one, layer by layer, the
 * weights of a layer (row by row) before its biases.
 * @param sizes units of the input and of each layer: `[784, 30, 10]`
 * @throws RangeError for fewer than two sizes, or one that is not a whole number ≥ 1
 */
export function createTextbookNetwork(sizes: readonly number[], next: () => number): TextbookNetwork {
  if (sizes.length < 2 || !sizes.every((size) => Number.isSafeInteger(size) && size >= 1)) {
    throw new RangeError(`a network takes at least two sizes, whole numbers from 1, found [${sizes}]`)
  }
  return sizes.slice(1).map((rows, k) => {
    const columns = sizes[k]
    const values = new Float64Array(rows * columns).map(next)
    return { weights: { rows, columns, values }, biases: new Float64Array(rows).map(next) }
  })
}

/** The way forward, layer by layer: p = Vx + v, y = σ(p). Throws RangeError where shapes do not meet. */
export function forward(network: TextbookNetwork, input: Vector): TextbookForward {
  const preactivations: Vector[] = []
  const activations: Vector[] = [input]
  for (const { weights, biases } of network) {
    const p = add(timesColumn(weights, activations[activations.length - 1]), biases)
    preactivations.push(p)
    activations.push(p.map(sigmoid))
  }
  return { preactivations, activations }
}

/** z, what the network makes of an input. */
export function outputOf(network: TextbookNetwork, input: Vector): Vector {
  return forward(network, input).activations[network.length]
}

/** ε = ½‖z − l‖². */
export function loss(z: Vector, label: Vector): number {
  return squaredNorm(subtract(z, label)) / 2
}

/** The way back, from the last layer to the first: ∂ε/∂V and ∂ε/∂v of every layer, for one example. */
export function backward(network: TextbookNetwork, pass: TextbookForward, label: Vector): TextbookGradient {
  const { preactivations, activations } = pass
  const last = network.length - 1
  const gradient: TextbookLayer[] = []
  for (let k = last; k >= 0; k--) {
    const dε_dy =
      k === last
        ? subtract(activations[last + 1], label)
        : transposeTimesColumn(network[k + 1].weights, gradient[k + 1].biases)
    const dε_dp = hadamard(dε_dy, preactivations[k].map(sigmoidDerivative))
    gradient[k] = { weights: outerProduct(dε_dp, activations[k]), biases: dε_dp }
  }
  return gradient
}
