import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'

const { fround } = Math

/** `Kernels.timesDerivative`: deltas ← deltas ⊙ (y ⊙ (1 − y)), from the inside out. */
export function timesDerivative(activations: Matrix, deltas: Matrix, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    for (let j = 0; j < paddedColumns(deltas.columns); j++) {
      const at = indexOf(deltas, n, j)
      const y = activations.values[at]
      deltas.values[at] = fround(deltas.values[at] * fround(y * fround(1 - y)))
    }
  }
}
