import type { Matrix } from '../../../network/matrix.js'

/** Row n of the outputs, its deltas, and the row of the targets that it is compared with. */
export interface Row {
  readonly outputs: Matrix
  readonly deltas: Matrix
  readonly n: number
  readonly targets: Matrix
  readonly target: number
}
