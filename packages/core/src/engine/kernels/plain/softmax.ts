import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'
import { exp } from './exp.js'
import { LaneSum } from './lane-sum.js'

const { fround } = Math

// Softmax of one row of a matrix, in the steps that its cross-entropy shares: zⱼ = e^(qⱼ − m) / s, with m the largest of the
// row and s the sum of the numerators.

/** z of some rows, in place; the padding becomes 0. */
export function softmax(values: Matrix, { rows }: RegionOf<'rows'>): void {
  for (let n = rows.first; n < rows.last; n++) {
    divideRow(values, n, exponentiateRow(values, n, maximumOfRow(values, n)))
  }
}

/** m: NaN where one is. */
export function maximumOfRow(matrix: Matrix, n: number): number {
  let maximum = Number.NEGATIVE_INFINITY
  for (let j = 0; j < matrix.columns; j++) maximum = Math.max(maximum, matrix.values[indexOf(matrix, n, j)])
  return maximum
}

/**
 * The numerators, in place, 0 in the padding.
 * @returns s
 */
export function exponentiateRow(matrix: Matrix, n: number, maximum: number): number {
  const sum = new LaneSum()
  for (let j = 0; j < paddedColumns(matrix.columns); j++) {
    const at = indexOf(matrix, n, j)
    const e = j < matrix.columns ? exp(fround(matrix.values[at] - maximum)) : 0
    matrix.values[at] = e
    sum.add(j, e)
  }
  return sum.total()
}

/** Each number of a row divided by one, in place, 0 in the padding: 0 / NaN is not 0. */
export function divideRow(matrix: Matrix, n: number, divisor: number): void {
  for (let j = 0; j < paddedColumns(matrix.columns); j++) {
    const at = indexOf(matrix, n, j)
    matrix.values[at] = j < matrix.columns ? fround(matrix.values[at] / divisor) : 0
  }
}
