import { indexOf, paddedColumns } from '../../../network/matrix.js'
import { LaneSum } from './lane-sum.js'
import type { Row } from './row.js'

const { fround } = Math

/** z = q, ε = ½‖z − l‖², ∂ε/∂q = z − l. */
export function compareLinear({ outputs, deltas, n, targets, target }: Row): number {
  const squares = new LaneSum()
  for (let j = 0; j < paddedColumns(outputs.columns); j++) {
    const at = indexOf(outputs, n, j)
    const difference = fround(outputs.values[at] - targets.values[indexOf(targets, target, j)])
    squares.add(j, fround(difference * difference))
    deltas.values[at] = difference
  }
  return fround(0.5 * squares.total())
}
