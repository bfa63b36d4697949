import { indexOf, type Matrix, PANEL, panelWidth } from '../../matrix.js'
import { place } from './place.js'

const { fround } = Math

/** `Kernels.biasGradient`: g = Σₙ deltas[n], n ascending, for the last row of `out`. */
export function biasGradient(deltas: Matrix, out: Matrix, from: number, to: number, rate: number): void {
  for (let panel = 0; panel < out.columns; panel += PANEL) {
    const width = panelWidth(out.columns, panel)
    for (let j = panel; j < panel + width; j++) {
      let sum = 0
      for (let n = from; n < to; n++) sum = fround(sum + deltas.values[indexOf(deltas, n, j)])
      place(out.values, indexOf(out, out.rows - 1, j), sum, rate)
    }
  }
}
