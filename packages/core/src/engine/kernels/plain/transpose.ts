import { indexOf, type Matrix, paddedColumns } from '../../../network/matrix.js'

/** `Kernels.transpose`: transposed[j][i] ← weights[i][j], without the row of biases; the padding is 0. */
export function transpose(weights: Matrix, transposed: Matrix): void {
  const inputs = transposed.columns
  for (let j = 0; j < transposed.rows; j++) {
    for (let i = 0; i < paddedColumns(inputs); i++) {
      transposed.values[indexOf(transposed, j, i)] = i < inputs ? weights.values[indexOf(weights, i, j)] : 0
    }
  }
}
