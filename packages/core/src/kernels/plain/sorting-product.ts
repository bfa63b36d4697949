import type { Examples } from '../../examples.js'
import type { Matrix } from '../../matrix.js'
import type { Columns, Minibatch, Range } from '../kernels.js'
import { sparseProduct } from './sparse-product.js'

/** `Kernels.sortingProduct`: each entry goes behind those of its input, so rows stay ascending. */
export function sortingProduct(
  examples: Examples,
  minibatch: Minibatch,
  columns: Columns,
  weights: Matrix,
  out: Matrix,
  from: number,
  to: number,
  units: Range,
): void {
  const { starts: entryStarts, entries } = examples
  const { starts, ends, cells, room } = columns
  for (let i = 0; i < starts.length; i++) starts[i] = i * room
  ends.set(starts)
  for (let n = from; n < to; n++) {
    const example = minibatch.order[minibatch.first + n]
    for (let e = entryStarts[example]; e < entryStarts[example + 1]; e++) {
      cells[ends[entries[e] >>> 8]++] = n * 256 + (entries[e] & 255)
    }
  }
  sparseProduct(examples, minibatch, weights, out, from, to, units)
}
