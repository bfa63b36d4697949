import type { Architecture } from './architecture.js'
import type { Range } from './kernels/kernels.js'

/** What one worker owns of a layer: it alone updates the weights of these rows and units. */
export interface Block {
  /** Rows of the layer's matrix: inputs, and behind them the biases. */
  readonly rows: Range
  /** All of them, but in the first layer of a sparse minibatch. */
  readonly units: Range
}

/** What one worker owns of the parameters. Plain values: it is sent to the worker. */
export interface Slice {
  /** One a layer. */
  readonly blocks: readonly Block[]
  /** The inputs for which the worker sorts a sparse minibatch. */
  readonly sorted: Range
}

/** All parameters: the slice of a worker that is alone. */
export function wholeSlice({ layers, sizes }: Architecture): Slice {
  return {
    blocks: layers.map(({ inputs, outputs }) => ({
      rows: { first: 0, last: inputs + 1 },
      units: { first: 0, last: outputs },
    })),
    sorted: { first: 0, last: sizes[0] },
  }
}

/** What two ranges have in common; empty, with `first` not below `last`, where that is nothing. */
export function overlap(a: Range, b: Range): Range {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) }
}
