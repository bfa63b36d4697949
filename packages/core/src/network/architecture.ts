import { blocksOf } from '../engine/blocks.js'
import type { Range } from '../engine/range.js'
import { UsageError } from '../errors.js'
import type { Activation, OutputActivation } from './activation.js'
import { type Head, outputActivation } from './head.js'
import { matrixLength } from './matrix.js'

/** One layer: p = W·x + b, y = f(p). */
export interface Layer {
  readonly inputs: number
  readonly outputs: number
  /** f. */
  readonly activation: OutputActivation
  /**
   * Where its parameters begin in the flat buffer, in floats: a matrix of (inputs + 1) × outputs. Row i
   * holds the weights that input i multiplies; the last row holds the biases.
   */
  readonly offset: number
  /** The number of its first row among the rows of all layers: slices are cut there. */
  readonly firstRow: number
  /** The inputs in the blocks by which a preactivation is summed; one block but in the last of two layers: see `blocksOf`. */
  readonly blocks: readonly Range[]
}

/** What a network computes, beside its sizes. */
export interface Functions {
  /** [hidden layers] */
  readonly activations: readonly Activation[]
  readonly head: Head
}

/** The shape of a network: what lies where in the one flat buffer of parameters, and what is computed with it. */
export interface Architecture extends Functions {
  /** Units of the input and of each layer: `[784, 128, 10]`. */
  readonly sizes: readonly number[]
  readonly layers: readonly Layer[]
  /** Floats in the flat buffer, padding included. */
  readonly length: number
  /** Rows of all layers, rows of biases included. */
  readonly rows: number
  /** Weights and biases, without padding: what people count. */
  readonly parameters: number
}

/** The lecture's functions: σ everywhere, and ½‖z − l‖². */
export function lectureFunctions(sizes: readonly number[]): Functions {
  return { activations: sizes.slice(2).map(() => 'sigmoid'), head: 'squared' }
}

/**
 * Lays out a network of fully connected layers.
 * @param sizes units of the input and of each layer, at least two whole numbers ≥ 1
 * @param functions the lecture's unless said otherwise
 * @throws UsageError for other sizes, for another number of activations than hidden layers, or for more parameters than 2³⁰
 * (4 GiB)
 * @example
 * import { createArchitecture } from 'antigrad'
 *
 * console.log(createArchitecture([784, 128, 10]).parameters)
 */
export function createArchitecture(
  sizes: readonly number[],
  functions: Functions = lectureFunctions(sizes),
): Architecture {
  if (sizes.length < 2 || !sizes.every((size) => Number.isSafeInteger(size) && size >= 1)) {
    throw new UsageError(
      `a network takes at least two sizes, whole numbers from 1: expected e.g. 784,30,10, found ${sizes.join(',') || 'none'}`,
    )
  }
  const activations = [...functions.activations]
  const { head } = functions
  if (activations.length !== sizes.length - 2) {
    throw new UsageError(
      `expected an activation for each of ${sizes.length - 2} hidden layers, found ${activations.length}`,
    )
  }
  const layers: Layer[] = []
  let length = 0
  let rows = 0
  let parameters = 0
  for (let l = 1; l < sizes.length; l++) {
    const inputs = sizes[l - 1]
    const outputs = sizes[l]
    const blocks = l === 2 && sizes.length === 3 ? blocksOf(inputs, outputs) : [{ first: 0, last: inputs }]
    const activation = activations[l - 1] ?? outputActivation(head)
    layers.push({ inputs, outputs, activation, offset: length, firstRow: rows, blocks })
    length += matrixLength(inputs + 1, outputs)
    rows += inputs + 1
    parameters += (inputs + 1) * outputs
  }
  if (length > 2 ** 30) {
    throw new UsageError(`a network of ${sizes.join(',')} has ${parameters} parameters; at most 2³⁰ fit`)
  }
  return { sizes: [...sizes], activations, head, layers, length, rows, parameters }
}
