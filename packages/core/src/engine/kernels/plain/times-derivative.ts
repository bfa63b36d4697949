import type { Activation } from '../../../network/activation.js'
import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'

const { fround } = Math

/** `Kernels.timesDerivative`: deltas ← deltas ⊙ (y ⊙ (1 − y)), from the inside out. */
export function timesDerivative(
  activations: Matrix,
  deltas: Matrix,
  { rows }: RegionOf<'rows'>,
  activation: Activation,
): void {
  if (activation === 'linear') return
  if (activation !== 'sigmoid') throw new Error(`no kernel for ${activation}`)
  for (let n = rows.first; n < rows.last; n++) {
    for (let j = 0; j < paddedColumns(deltas.columns); j++) {
      const at = indexOf(deltas, n, j)
      const y = activations.values[at]
      deltas.values[at] = fround(deltas.values[at] * fround(y * fround(1 - y)))
    }
  }
}
