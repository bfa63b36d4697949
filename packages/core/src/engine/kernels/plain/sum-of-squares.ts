import { LANES } from '../../../network/matrix.js'
import type { Range } from '../kernels.js'

const { fround } = Math

const lanes = new Float32Array(LANES)

/** `Kernels.sumOfSquares`: Σ values[k]², in four lanes that are added in pairs: (0 + 2) + (1 + 3). */
export function sumOfSquares(values: Float32Array, { first, last }: Range): number {
  lanes.fill(0)
  for (let k = first; k < last; k++) lanes[(k - first) % LANES] += fround(values[k] * values[k])
  return fround(fround(lanes[0] + lanes[2]) + fround(lanes[1] + lanes[3]))
}
