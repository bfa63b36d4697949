import { indexOf, type Matrix, PANEL, panelWidth } from '../../../network/matrix.js'
import type { Update } from '../../update.js'
import type { SummedRegion } from '../kernels.js'
import { applyUpdate } from './apply-update.js'
import { sumRows } from './sum-rows.js'

const { fround } = Math

/** `Kernels.gradient`: gᵢ = Σₙ inputs[n][i] · deltas[n], n ascending. */
export function gradient(
  inputs: Matrix,
  deltas: Matrix,
  out: Matrix,
  region: SummedRegion<'inputs'>,
  update: Update,
): void {
  const { rows, blocks } = region
  for (let i = region.inputs.first; i < region.inputs.last; i++) {
    for (let panel = 0; panel < out.columns; panel += PANEL) {
      const width = panelWidth(out.columns, panel)
      for (let j = panel; j < panel + width; j++) {
        const sum = sumRows(rows, blocks, ({ first, last }) => {
          let sum = 0
          for (let n = first; n < last; n++) {
            const x = inputs.values[indexOf(inputs, n, i)]
            sum = fround(sum + fround(x * deltas.values[indexOf(deltas, n, j)]))
          }
          return sum
        })
        applyUpdate(out.values, indexOf(out, i, j), sum, update)
      }
    }
  }
}
