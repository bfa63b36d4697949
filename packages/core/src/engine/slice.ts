import type { Architecture } from '../network/architecture.js'
import type { Columns } from './kernels/kernels.js'
import type { Range } from './range.js'
import { LARGEST_UNDIVIDED } from './row-blocks.js'

/** A part of a layer's weights: these rows of these units. */
export interface Rectangle {
  /** Rows of the layer's matrix: inputs, and after them the biases. */
  readonly rows: Range
  /** All of them, but in the first layer of a sparse minibatch. */
  readonly units: Range
}

/** A part of the parameters: a rectangle of each layer. Plain values: it can be sent to workers. */
export type Slice = readonly Rectangle[]

/** All parameters. */
export function wholeSlice({ layers }: Architecture): Slice {
  return layers.map(({ inputs, outputs }) => ({
    rows: { first: 0, last: inputs + 1 },
    units: { first: 0, last: outputs },
  }))
}

/**
 * Rows × units up to which the gradient of a sparse minibatch is summed in memory, without sorting. Measured:
 * docs/performance.md, "Sorted or not".
 */
const SCATTER_UP_TO = 768

/** Whether the gradient of so many rows, if they are one block, for so many units takes less time unsorted than sorted. */
export function prefersUnsorted(rows: number, units: number): boolean {
  return rows <= LARGEST_UNDIVIDED && rows * units <= SCATTER_UP_TO
}

/** Cells of all threads up to which each input has a capacity for all rows of a minibatch: 32 MiB. */
const MOST_CELLS = 2 ** 23

/** Cells of a cache line. */
const LINE = 16

/**
 * Cells of each input where each of `threads` sorts so many rows alone, on its way forward (`Kernels.sparseProduct`); 0
 * where that would take too much memory. An odd number of cache lines: with an even one the first cells of all inputs
 * would compete for the same few sets of the cache.
 */
export function capacityOf(rows: number, inputs: number, threads: number): number {
  const capacity = (Math.ceil(rows / LINE) | 1) * LINE
  return capacity * inputs * threads <= MOST_CELLS ? capacity : 0
}

/** Inputs for which a sparse minibatch is sorted, and the columns that hold their cells. */
export interface Sorted {
  readonly columns: Columns
  readonly inputs: Range
}

/** For a thread that computes the gradient of `rows` rows alone: all inputs, or nothing where it does not sort. */
export function wholeSorted({ sizes }: Architecture, rows: number, columns: Columns): readonly Sorted[] {
  return prefersUnsorted(rows, sizes[1]) ? [] : [{ columns, inputs: { first: 0, last: sizes[0] } }]
}

/** What two ranges have in common; empty, with `first` not below `last`, where that is nothing. */
export function overlap(a: Range, b: Range): Range {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) }
}
