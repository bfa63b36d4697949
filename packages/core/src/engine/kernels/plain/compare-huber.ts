import { indexOf, paddedColumns } from '../../../network/matrix.js'
import { LaneSum } from './lane-sum.js'
import type { Row } from './row.js'

const { fround } = Math

/** z = q; of each difference d = z − l, ε = ½d² where |d| ≤ 1, else |d| − ½; ∂ε/∂q = d, no more than ±1. */
export function compareHuber({ outputs, deltas, n, targets, target }: Row): number {
  const losses = new LaneSum()
  for (let j = 0; j < paddedColumns(outputs.columns); j++) {
    const at = indexOf(outputs, n, j)
    const difference = fround(outputs.values[at] - targets.values[indexOf(targets, target, j)])
    const size = Math.abs(difference)
    losses.add(j, size <= 1 ? fround(0.5 * fround(difference * difference)) : fround(size - 0.5))
    deltas.values[at] = Math.max(Math.min(difference, 1), -1)
  }
  return losses.total()
}
