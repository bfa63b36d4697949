import { LANES } from '../../../network/matrix.js'

const { fround } = Math

/** A sum in float32 as SIMD registers hold it: in four lanes, j modulo 4, which are added in pairs: (0 + 2) + (1 + 3). */
export class LaneSum {
  readonly #lanes = new Float32Array(LANES)

  clear(): void {
    this.#lanes.fill(0)
  }

  /** @param term a float32 */
  add(j: number, term: number): void {
    this.#lanes[j % LANES] += term
  }

  total(): number {
    const lanes = this.#lanes
    return fround(fround(lanes[0] + lanes[2]) + fround(lanes[1] + lanes[3]))
  }
}
