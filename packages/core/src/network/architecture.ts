import { blocksOf } from '../engine/blocks.js'
import type { Range } from '../engine/kernels/kernels.js'
import { UsageError } from '../errors.js'
import { matrixLength } from './matrix.js'

/** One layer: p = W·x + b, y = σ(p). */
export interface Layer {
  readonly inputs: number
  readonly outputs: number
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

/** The shape of a network: what lies where in the one flat buffer of parameters. */
export interface Architecture {
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

/**
 * Lays out a network of fully connected layers.
 * @param sizes units of the input and of each layer, at least two whole numbers ≥ 1
 * @throws UsageError for other sizes, or for more parameters than 2³⁰ (4 GiB)
 */
export function createArchitecture(sizes: readonly number[]): Architecture {
  if (sizes.length < 2 || !sizes.every((size) => Number.isSafeInteger(size) && size >= 1)) {
    throw new UsageError(
      `a network takes at least two sizes, whole numbers from 1: expected e.g. 784,30,10, found ${sizes.join(',') || 'none'}`,
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
    layers.push({ inputs, outputs, offset: length, firstRow: rows, blocks })
    length += matrixLength(inputs + 1, outputs)
    rows += inputs + 1
    parameters += (inputs + 1) * outputs
  }
  if (length > 2 ** 30) {
    throw new UsageError(`a network of ${sizes.join(',')} has ${parameters} parameters; at most 2³⁰ fit`)
  }
  return { sizes: [...sizes], layers, length, rows, parameters }
}
