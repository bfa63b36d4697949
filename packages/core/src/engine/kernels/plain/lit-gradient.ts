import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Update } from '../../update.js'
import type { SummedRegion } from '../kernels.js'
import { applyUpdate } from './apply-update.js'
import { sumRows } from './sum-rows.js'

const { fround } = Math

/** `LitKernels.gradient`: gᵢ = Σₙ inputs[n][i] · deltas[n] over the rows n in which input i is lit, ascending. */
export function litGradient(
  inputs: Matrix,
  deltas: Matrix,
  out: Matrix,
  region: SummedRegion<'inputs'>,
  update: Update,
): void {
  const { rows, blocks } = region
  for (let i = region.inputs.first; i < region.inputs.last; i++) {
    for (let j = 0; j < paddedColumns(out.columns); j++) {
      const sum = sumRows(rows, blocks, ({ first, last }) => {
        let sum = 0
        for (let n = first; n < last; n++) {
          const x = inputs.values[indexOf(inputs, n, i)]
          if (x !== 0) sum = fround(sum + fround(x * deltas.values[indexOf(deltas, n, j)]))
        }
        return sum
      })
      applyUpdate(out.values, indexOf(out, i, j), sum, update)
    }
  }
}
