import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Range } from '../kernels.js'
import { place } from './place.js'

const { fround } = Math

/** `Kernels.biasGradient`: g = Σₙ deltas[n], n ascending, for the last row of `out`. */
export function biasGradient(
  deltas: Matrix,
  out: Matrix,
  from: number,
  to: number,
  units: Range,
  rate: number,
): void {
  for (let j = units.first; j < paddedColumns(units.last); j++) {
    let sum = 0
    for (let n = from; n < to; n++) sum = fround(sum + deltas.values[indexOf(deltas, n, j)])
    place(out.values, indexOf(out, out.rows - 1, j), sum, rate)
  }
}
