import type { Matrix } from '../network/matrix.js'
import type { Examples } from './examples.js'
import type { Columns, Kernels, Minibatch, Range } from './kernels/kernels.js'

/**
 * `Kernels.sparseProduct`, and all entries of rows [from, to) are afterwards in `columns`, sorted by input: on the way
 * where its inputs have room, before it where they have none.
 */
export function sortingProduct(
  kernels: Kernels,
  columns: Columns,
  examples: Examples,
  minibatch: Minibatch,
  weights: Matrix,
  out: Matrix,
  from: number,
  to: number,
  units: Range,
): void {
  if (columns.room === 0) kernels.sortByInput(examples, minibatch, columns, from, to, 0, examples.plan.inputs)
  kernels.sparseProduct(examples, minibatch, weights, out, from, to, units, columns)
}
