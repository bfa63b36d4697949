import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Examples } from '../../examples.js'
import type { Columns, RegionOf } from '../kernels.js'

const { fround } = Math

/** `Kernels.sparseProduct`: the product of the lit inputs alone. */
export function sparseProduct(
  examples: Examples,
  weights: Matrix,
  out: Matrix,
  region: RegionOf<'minibatch' | 'rows' | 'units'>,
  columns?: Columns,
): void {
  const { starts, entries, levels } = examples
  const { minibatch, rows, units } = region
  const biases = weights.rows - 1
  if (columns && columns.capacity > 0) sortRows(examples, columns, region)
  for (let n = rows.first; n < rows.last; n++) {
    const example = minibatch.order[minibatch.first + n]
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      let sum = 0
      for (let e = starts[example]; e < starts[example + 1]; e++) {
        const x = levels[entries[e] & 255]
        sum = fround(sum + fround(x * weights.values[indexOf(weights, entries[e] >>> 8, j)]))
      }
      out.values[indexOf(out, n, j)] = fround(sum + weights.values[indexOf(weights, biases, j)])
    }
  }
}

/** Each entry goes after those of its input, so rows stay ascending. */
function sortRows(
  examples: Examples,
  columns: Columns,
  { minibatch, rows }: RegionOf<'minibatch' | 'rows'>,
): void {
  const { starts, ends, cells, capacity } = columns
  const { entries } = examples
  for (let i = 0; i < starts.length; i++) starts[i] = i * capacity
  ends.set(starts)
  for (let n = rows.first; n < rows.last; n++) {
    const example = minibatch.order[minibatch.first + n]
    for (let e = examples.starts[example]; e < examples.starts[example + 1]; e++) {
      cells[ends[entries[e] >>> 8]++] = n * 256 + (entries[e] & 255)
    }
  }
}
