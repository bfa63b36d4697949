import type { Activation } from '../../../network/activation.js'
import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'
import { SLOPE_FROM_VALUE } from './elementwise.js'

const { fround } = Math

/** `Kernels.timesDerivative`: deltas ← deltas ⊙ f′(p), from y = f(p). */
export function timesDerivative(
  activations: Matrix,
  deltas: Matrix,
  { rows }: RegionOf<'rows'>,
  activation: Activation,
): void {
  if (activation === 'linear') return
  const slopeOf = SLOPE_FROM_VALUE[activation]
  if (!slopeOf) throw new Error(`the derivative of ${activation} does not follow from its value`)
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = 0; j < paddedColumns(deltas.columns); j++) {
      const at = indexOf(deltas, n, j)
      deltas.values[at] = fround(deltas.values[at] * slopeOf(activations.values[at]))
    }
  }
}
