import type { OutputActivation } from '../../../network/activation.js'
import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'
import { sigmoid } from './sigmoid.js'

/** `Kernels.activate`: y = f(p) in place; the padding becomes 0. */
export function activate(
  values: Matrix,
  { rows, units }: RegionOf<'rows' | 'units'>,
  activation: OutputActivation,
): void {
  if (activation === 'linear') return
  if (activation !== 'sigmoid') throw new Error(`no kernel for ${activation}`)
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      const at = indexOf(values, n, j)
      values.values[at] = j < values.columns ? sigmoid(values.values[at]) : 0
    }
  }
}
