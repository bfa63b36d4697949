import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Examples } from '../../examples.js'
import type { Update } from '../../update.js'
import type { Columns, SummedRegion } from '../kernels.js'
import { applyUpdate } from './apply-update.js'
import { sumRows } from './sum-rows.js'

const { fround } = Math

/** `Kernels.sparseGradient`: gᵢ = Σ x · deltas[n] over the rows n in which input i is lit. */
export function sparseGradient(
  examples: Examples,
  columns: Columns,
  deltas: Matrix,
  out: Matrix,
  { rows, inputs, units, blocks }: SummedRegion<'inputs' | 'units'>,
  update: Update,
): void {
  const { starts, ends, cells } = columns
  const { levels } = examples
  for (let i = inputs.first; i < inputs.last; i++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      const sum = sumRows(rows, blocks, ({ first, last }) => {
        let sum = 0
        for (let cell = starts[i]; cell < ends[i]; cell++) {
          const n = cells[cell] >>> 8
          if (n < first || n >= last) continue
          const x = levels[cells[cell] & 255]
          sum = fround(sum + fround(x * deltas.values[indexOf(deltas, n, j)]))
        }
        return sum
      })
      applyUpdate(out.values, indexOf(out, i, j), sum, update)
    }
  }
}
