import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Update } from '../../update.js'
import type { SummedRegion } from '../kernels.js'
import { applyUpdate } from './apply-update.js'
import { sumRows } from './sum-rows.js'

const { fround } = Math

/** `Kernels.biasGradient`: g = Σₙ deltas[n], n ascending, for the last row of `out`. */
export function biasGradient(
  deltas: Matrix,
  out: Matrix,
  { rows, units, blocks }: SummedRegion<'units'>,
  update: Update,
): void {
  for (let j = units.first; j < paddedColumns(units.last); j++) {
    const sum = sumRows(rows, blocks, ({ first, last }) => {
      let sum = 0
      for (let n = first; n < last; n++) sum = fround(sum + deltas.values[indexOf(deltas, n, j)])
      return sum
    })
    applyUpdate(out.values, indexOf(out, out.rows - 1, j), sum, update)
  }
}
