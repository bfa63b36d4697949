import { indexOf, paddedColumns } from '../../../network/matrix.js'
import { LaneSum } from './lane-sum.js'
import type { Row } from './row.js'
import { sigmoid } from './sigmoid.js'

const { fround } = Math

/** z = σ(q), ε = ½‖z − l‖², ∂ε/∂q = (z − l) ⊙ z ⊙ (1 − z). */
export function compareSquared({ outputs, deltas, n, targets, target }: Row): number {
  const squares = new LaneSum()
  for (let j = 0; j < paddedColumns(outputs.columns); j++) {
    const at = indexOf(outputs, n, j)
    const z = j < outputs.columns ? sigmoid(outputs.values[at]) : 0
    const difference = fround(z - targets.values[indexOf(targets, target, j)])
    squares.add(j, fround(difference * difference))
    outputs.values[at] = z
    deltas.values[at] = fround(difference * fround(z * fround(1 - z)))
  }
  return fround(0.5 * squares.total())
}
