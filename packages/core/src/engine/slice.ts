import type { Architecture } from '../network/architecture.js'
import type { Range } from './kernels/kernels.js'

/** A part of a layer's weights: these rows of these units. */
export interface Rectangle {
  /** Rows of the layer's matrix: inputs, and behind them the biases. */
  readonly rows: Range
  /** All of them, but in the first layer of a sparse minibatch. */
  readonly units: Range
}

/** A part of the parameters that one worker updates: a rectangle of each layer. Plain values: it is sent to workers. */
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

/** Whether the gradient of so many rows for so many units takes less time unsorted than sorted. */
export function scatters(rows: number, units: number): boolean {
  return rows * units <= SCATTER_UP_TO
}

/** Cells of all workers up to which each input has room for all rows of a minibatch: 32 MiB. */
const MOST_ROOM = 2 ** 23

/** Cells of a cache line. */
const LINE = 16

/**
 * Cells of room for each input where each worker sorts so many rows alone, on its way forward (`Kernels.sparseProduct`);
 * 0 where that would take too much. An odd number of cache lines: with an even one the first cells of all inputs would
 * share a few places of the cache.
 */
export function roomOf(rows: number, inputs: number, workers: number): number {
  const room = (Math.ceil(rows / LINE) | 1) * LINE
  return room * inputs * workers <= MOST_ROOM ? room : 0
}

/** The inputs for which a sparse minibatch is sorted, and the rank of the worker that sorts them. */
export interface Sorted {
  readonly rank: number
  readonly inputs: Range
}

/** For a worker that computes the gradient of `rows` rows alone: all inputs, or nothing where it does not sort. */
export function wholeSorted({ sizes }: Architecture, rows: number, rank = 0): readonly Sorted[] {
  return scatters(rows, sizes[1]) ? [] : [{ rank, inputs: { first: 0, last: sizes[0] } }]
}

/** What two ranges have in common; empty, with `first` not below `last`, where that is nothing. */
export function overlap(a: Range, b: Range): Range {
  return { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) }
}
