import type { Examples } from '../../examples.js'
import { indexOf, type Matrix, paddedColumns } from '../../matrix.js'
import type { Minibatch, Range } from '../kernels.js'

const { fround } = Math

/** `Kernels.sparseProduct`: the product of the lit inputs alone. */
export function sparseProduct(
  examples: Examples,
  minibatch: Minibatch,
  weights: Matrix,
  out: Matrix,
  from: number,
  to: number,
  units: Range,
): void {
  const { starts, entries, levels } = examples
  const biases = weights.rows - 1
  for (let n = from; n < to; n++) {
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
