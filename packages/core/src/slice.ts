import type { Architecture } from './architecture.js'
import type { Range } from './kernels/kernels.js'

/** A part of a layer's weights: these rows of these units. */
export interface Block {
  /** Rows of the layer's matrix: inputs, and behind them the biases. */
  readonly rows: Range
  /** All of them, but in the first layer of a sparse minibatch. */
  readonly units: Range
}

/** A part of the parameters that one worker updates: a block of each layer. Plain values: it is sent to workers. */
export type Slice = readonly Block[]

/** All parameters. */
export function wholeSlice({ layers }: Architecture): Slice {
  return layers.map(({ inputs, outputs }) => ({
    rows: { first: 0, last: inputs + 1 },
    units: { first: 0, last: outputs },
  }))
}

/** The inputs for which a sparse minibatch is sorted, and the rank of the worker that sorts them. */
export interface Sorted {
  readonly rank: number
  readonly inputs: Range
}

/** All inputs, sorted by a worker that is alone. */
export function wholeSorted({ sizes }: Architecture): readonly Sorted[] {
  return [{ rank: 0, inputs: { first: 0, last: sizes[0] } }]
}

/** What two ranges have in common; empty, with `first` not below `last`, where that is nothing. */
export function overlap(a: Range, b: Range): Range {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) }
}
