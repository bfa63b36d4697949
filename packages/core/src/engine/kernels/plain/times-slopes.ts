import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'

const { fround } = Math

/** `Kernels.timesSlopes`: deltas ← deltas ⊙ slopes. */
export function timesSlopes(slopes: Matrix, deltas: Matrix, { rows }: RegionOf<'rows'>): void {
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = 0; j < paddedColumns(deltas.columns); j++) {
      const at = indexOf(deltas, n, j)
      deltas.values[at] = fround(deltas.values[at] * slopes.values[at])
    }
  }
}
