import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Update } from '../../update.js'
import type { RegionOf } from '../kernels.js'
import { applyUpdate } from './apply-update.js'

const { fround } = Math

/** `Kernels.biasGradient`: g = Σₙ deltas[n], n ascending, for the last row of `out`. */
export function biasGradient(
  deltas: Matrix,
  out: Matrix,
  { rows, units }: RegionOf<'rows' | 'units'>,
  update: Update,
): void {
  for (let j = units.first; j < paddedColumns(units.last); j++) {
    let sum = 0
    for (let n = rows.first; n < rows.last; n++) sum = fround(sum + deltas.values[indexOf(deltas, n, j)])
    applyUpdate(out.values, indexOf(out, out.rows - 1, j), sum, update)
  }
}
