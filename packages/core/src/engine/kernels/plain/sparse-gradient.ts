import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Examples } from '../../examples.js'
import type { Update } from '../../update.js'
import type { Columns, RegionOf } from '../kernels.js'
import { applyUpdate } from './apply-update.js'

const { fround } = Math

/** `Kernels.sparseGradient`: gᵢ = Σ x · deltas[n] over the rows n in which input i is lit. */
export function sparseGradient(
  examples: Examples,
  columns: Columns,
  deltas: Matrix,
  out: Matrix,
  { inputs, units }: RegionOf<'inputs' | 'units'>,
  update: Update,
): void {
  const { starts, ends, cells } = columns
  const { levels } = examples
  for (let i = inputs.first; i < inputs.last; i++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      let sum = 0
      for (let cell = starts[i]; cell < ends[i]; cell++) {
        const x = levels[cells[cell] & 255]
        sum = fround(sum + fround(x * deltas.values[indexOf(deltas, cells[cell] >>> 8, j)]))
      }
      applyUpdate(out.values, indexOf(out, i, j), sum, update)
    }
  }
}
