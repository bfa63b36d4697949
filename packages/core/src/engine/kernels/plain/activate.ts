import type { OutputActivation } from '../../../network/activation.js'
import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'
import { SLOPE, VALUE } from './elementwise.js'
import { softmax } from './softmax.js'

/** `Kernels.activate`: y = f(p) in place; the padding becomes 0. */
export function activate(
  values: Matrix,
  region: RegionOf<'rows' | 'units'>,
  activation: OutputActivation,
  slopes?: Matrix,
): void {
  if (activation === 'softmax') {
    softmax(values, region)
    return
  }
  const { rows, units } = region
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      const at = indexOf(values, n, j)
      const p = values.values[at]
      const isPadding = j >= values.columns
      if (slopes) slopes.values[at] = isPadding ? 0 : SLOPE[activation](p)
      values.values[at] = isPadding ? 0 : VALUE[activation](p)
    }
  }
}
