import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'
import type { RegionOf } from '../kernels.js'

/** `Kernels.transpose`: transposed[j][i] ← weights[i][j], without the row of biases; the padding is 0. */
export function transpose(weights: Matrix, transposed: Matrix, { inputs }: RegionOf<'inputs'>): void {
  const { columns } = transposed
  for (let j = 0; j < transposed.rows; j++) {
    for (let i = inputs.first; i < paddedColumns(inputs.last); i++) {
      transposed.values[indexOf(transposed, j, i)] = i < columns ? weights.values[indexOf(weights, i, j)] : 0
    }
  }
}
