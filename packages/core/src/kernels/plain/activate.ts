import { indexOf, type Matrix, paddedColumns } from '../../matrix.js'
import { sigmoid } from './sigmoid.js'

/** `Kernels.activate`: y = σ(p) in place; the padding becomes 0. */
export function activate(values: Matrix, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    for (let j = 0; j < paddedColumns(values.columns); j++) {
      const at = indexOf(values, n, j)
      values.values[at] = j < values.columns ? sigmoid(values.values[at]) : 0
    }
  }
}
