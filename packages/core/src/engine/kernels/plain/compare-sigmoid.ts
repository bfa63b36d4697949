import { indexOf, paddedColumns } from '../../../network/matrix.js'
import { exp } from './exp.js'
import { LaneSum } from './lane-sum.js'
import { log1p } from './log1p.js'
import type { Row } from './row.js'
import { sigmoid } from './sigmoid.js'

const { fround } = Math

/**
 * z = σ(q), ε = −Σ (lⱼ ln zⱼ + (1 − lⱼ) ln(1 − zⱼ)), ∂ε/∂q = z − l. From q: |q|(1 − l) above 0, |q|l
 * below, and ln(1 + e^−|q|), in which nothing overflows or cancels and no logarithm is of 0.
 */
export function compareSigmoid({ outputs, deltas, n, targets, target }: Row): number {
  const losses = new LaneSum()
  for (let j = 0; j < paddedColumns(outputs.columns); j++) {
    const at = indexOf(outputs, n, j)
    const q = outputs.values[at]
    const l = targets.values[indexOf(targets, target, j)]
    const inside = j < outputs.columns
    const size = Math.abs(q)
    const wrong = q > 0 ? fround(1 - l) : l
    losses.add(j, inside ? fround(fround(size * wrong) + log1p(exp(-size))) : 0)
    const z = inside ? sigmoid(q) : 0
    outputs.values[at] = z
    deltas.values[at] = z - l
  }
  return losses.total()
}
