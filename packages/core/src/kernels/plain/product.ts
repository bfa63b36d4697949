import { indexOf, type Matrix, PANEL, panelWidth } from '../../matrix.js'

const { fround } = Math

/** `Kernels.product`: out[n][j] ← Σᵢ inputs[n][i] · weights[i][j], i ascending, then the bias. */
export function product(inputs: Matrix, weights: Matrix, out: Matrix, from: number, to: number): void {
  const terms = inputs.columns
  const biased = weights.rows > terms
  for (let n = from; n < to; n++) {
    for (let first = 0; first < out.columns; first += PANEL) {
      const width = panelWidth(out.columns, first)
      for (let j = first; j < first + width; j++) {
        let sum = 0
        for (let i = 0; i < terms; i++) {
          const x = inputs.values[indexOf(inputs, n, i)]
          sum = fround(sum + fround(x * weights.values[indexOf(weights, i, j)]))
        }
        if (biased) sum = fround(sum + weights.values[indexOf(weights, terms, j)])
        out.values[indexOf(out, n, j)] = sum
      }
    }
  }
}
