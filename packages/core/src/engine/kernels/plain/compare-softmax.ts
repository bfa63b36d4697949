import { indexOf, paddedColumns } from '../../../network/matrix.js'
import { LaneSum } from './lane-sum.js'
import { ln } from './ln.js'
import type { Row } from './row.js'
import { divideRow, exponentiateRow, maximumOfRow } from './softmax.js'

const { fround } = Math

/**
 * z = softmax(q), ε = −Σ tⱼ ln zⱼ, ∂ε/∂q = Tz − t with T = Σ tⱼ, which is not 1 where classes have weights. From q:
 * Σ tⱼ(m − qⱼ) + T ln s, in which nothing overflows and no logarithm is of 0.
 */
export function compareSoftmax({ outputs, deltas, n, targets, target }: Row): number {
  const maximum = maximumOfRow(outputs, n)
  const distances = new LaneSum()
  const sum = new LaneSum()
  for (let j = 0; j < outputs.columns; j++) {
    const t = targets.values[indexOf(targets, target, j)]
    distances.add(j, fround(t * fround(maximum - outputs.values[indexOf(outputs, n, j)])))
    sum.add(j, t)
  }
  const s = exponentiateRow(outputs, n, maximum)
  divideRow(outputs, n, s)
  const total = sum.total()
  for (let j = 0; j < paddedColumns(outputs.columns); j++) {
    const at = indexOf(outputs, n, j)
    deltas.values[at] = fround(total * outputs.values[at]) - targets.values[indexOf(targets, target, j)]
  }
  return fround(distances.total() + fround(total * ln(s)))
}
