import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'

const { fround } = Math

/** `Kernels.product`: out[n][j] ← Σᵢ inputs[n][i] · weights[i][j], i ascending, then the bias. */
export function product(
  inputs: Matrix,
  weights: Matrix,
  out: Matrix,
  { rows, inputs: terms }: RegionOf<'rows' | 'inputs'>,
): void {
  const biased = terms.last === inputs.columns && weights.rows > inputs.columns
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = 0; j < paddedColumns(out.columns); j++) {
      let sum = 0
      for (let i = terms.first; i < terms.last; i++) {
        const x = inputs.values[indexOf(inputs, n, i)]
        sum = fround(sum + fround(x * weights.values[indexOf(weights, i, j)]))
      }
      if (biased) sum = fround(sum + weights.values[indexOf(weights, terms.last, j)])
      out.values[indexOf(out, n, j)] = sum
    }
  }
}
