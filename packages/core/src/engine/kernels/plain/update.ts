import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Update } from '../../update.js'
import type { RegionOf } from '../kernels.js'
import { applyUpdate } from './apply-update.js'

/** `Kernels.update`: the weights of some inputs and units are updated with their gradient. */
export function update(
  weights: Matrix,
  gradient: Matrix,
  { inputs, units }: RegionOf<'inputs' | 'units'>,
  rule: Update,
): void {
  for (let i = inputs.first; i < inputs.last; i++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      const at = indexOf(weights, i, j)
      applyUpdate(weights.values, at, gradient.values[at], rule)
    }
  }
}
