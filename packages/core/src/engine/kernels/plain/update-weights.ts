import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { Update } from '../../update.js'
import type { RegionOf } from '../kernels.js'
import { applyRule } from './apply-rule.js'

/** `Kernels.updateWeights`: the weights of some inputs and units are updated with their gradient. */
export function updateWeights(
  weights: Matrix,
  gradient: Matrix,
  { inputs, units }: RegionOf<'inputs' | 'units'>,
  rule: Update,
): void {
  const memory = new Float32Array(weights.values.buffer)
  const from = weights.address / 4
  for (let i = inputs.first; i < inputs.last; i++) {
    for (let j = units.first; j < paddedColumns(units.last); j++) {
      const at = indexOf(weights, i, j)
      applyRule(memory, from + at, gradient.values[at], rule)
    }
  }
}
