import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import { type Dropout, unitHash } from '../../dropout.js'
import type { RegionOf } from '../kernels.js'

const { fround } = Math

/** `Kernels.dropOut`: values and slopes ⊙ mask / (1 − p). */
export function dropOut(
  values: Matrix,
  slopes: Matrix,
  { minibatch, rows, units }: RegionOf<'minibatch' | 'rows' | 'units'>,
  { words, numbers }: Dropout,
): void {
  const [key, threshold] = words
  const scale = numbers[2]
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      const factor = unitHash(key, minibatch.first + n, j) < threshold ? 0 : scale
      for (const matrix of [values, slopes]) {
        const at = indexOf(matrix, n, j)
        matrix.values[at] = fround(matrix.values[at] * factor)
      }
    }
  }
}
