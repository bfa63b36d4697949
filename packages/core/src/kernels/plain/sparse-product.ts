import type { Examples } from '../../examples.js'
import { type Matrix, PANEL, panelWidth } from '../../matrix.js'
import type { Minibatch } from '../kernels.js'

const { fround } = Math

/** `Kernels.sparseProduct`: the product of the lit inputs alone. */
export function sparseProduct(
  examples: Examples,
  minibatch: Minibatch,
  weights: Matrix,
  out: Matrix,
  from: number,
  to: number,
): void {
  const { starts, entries, levels } = examples
  const biases = weights.rows - 1
  for (let n = from; n < to; n++) {
    const example = minibatch.order[minibatch.first + n]
    for (let first = 0; first < out.columns; first += PANEL) {
      const width = panelWidth(out.columns, first)
      const row = first * out.rows + n * width
      const panel = first * weights.rows
      out.values.fill(0, row, row + width)
      for (let e = starts[example]; e < starts[example + 1]; e++) {
        const x = levels[entries[e] & 255]
        const weight = panel + (entries[e] >>> 8) * width
        for (let j = 0; j < width; j++) {
          out.values[row + j] = fround(out.values[row + j] + fround(x * weights.values[weight + j]))
        }
      }
      for (let j = 0; j < width; j++) {
        out.values[row + j] = fround(out.values[row + j] + weights.values[panel + biases * width + j])
      }
    }
  }
}
