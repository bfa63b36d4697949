import type { Matrix } from '../network/matrix.js'
import type { Examples } from './examples.js'
import type { Columns, Kernels, RegionOf } from './kernels/kernels.js'

/**
 * `Kernels.sparseProduct`, and all entries of its rows are afterwards in `columns`, sorted by input: on the way where
 * `columns` has the capacity, before it where it has not.
 */
export function sortingProduct(
  kernels: Kernels,
  columns: Columns,
  examples: Examples,
  weights: Matrix,
  out: Matrix,
  region: RegionOf<'minibatch' | 'rows' | 'units'>,
): void {
  const { minibatch, rows } = region
  const inputs = { first: 0, last: examples.plan.inputs }
  if (columns.capacity === 0) kernels.sortByInput(examples, columns, { minibatch, rows, inputs })
  kernels.sparseProduct(examples, weights, out, region, columns)
}
