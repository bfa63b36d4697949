import type { Range } from '../../range.js'
import { LaneSum } from './lane-sum.js'

const { fround } = Math

/** `Kernels.sumOfSquares`: Σ values[k]². */
export function sumOfSquares(values: Float32Array, { first, last }: Range): number {
  const sum = new LaneSum()
  for (let k = first; k < last; k++) sum.add(k - first, fround(values[k] * values[k]))
  return sum.total()
}
