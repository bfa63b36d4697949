import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'

const { fround } = Math

/** `LitKernels.product`: out[n][j] ← Σᵢ inputs[n][i] · weights[i][j] over the lit i, ascending, then the bias. */
export function litProduct(inputs: Matrix, weights: Matrix, out: Matrix, { rows }: RegionOf<'rows'>): void {
  const terms = inputs.columns
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = 0; j < paddedColumns(out.columns); j++) {
      let sum = 0
      for (let i = 0; i < terms; i++) {
        const x = inputs.values[indexOf(inputs, n, i)]
        if (x !== 0) sum = fround(sum + fround(x * weights.values[indexOf(weights, i, j)]))
      }
      if (weights.rows > terms) sum = fround(sum + weights.values[indexOf(weights, terms, j)])
      out.values[indexOf(out, n, j)] = sum
    }
  }
}
