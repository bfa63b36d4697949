import { indexOf, type Matrix, PANEL, panelWidth } from '../../../network/matrix.js'
import { place } from './place.js'

const { fround } = Math

/** `Kernels.gradient`: gᵢ = Σₙ inputs[n][i] · deltas[n], n ascending. */
export function gradient(
  inputs: Matrix,
  deltas: Matrix,
  out: Matrix,
  from: number,
  to: number,
  first: number,
  last: number,
  rate: number,
): void {
  for (let i = first; i < last; i++) {
    for (let panel = 0; panel < out.columns; panel += PANEL) {
      const width = panelWidth(out.columns, panel)
      for (let j = panel; j < panel + width; j++) {
        let sum = 0
        for (let n = from; n < to; n++) {
          const x = inputs.values[indexOf(inputs, n, i)]
          sum = fround(sum + fround(x * deltas.values[indexOf(deltas, n, j)]))
        }
        place(out.values, indexOf(out, i, j), sum, rate)
      }
    }
  }
}
