import type { Range } from '../kernels.js'

/** `Kernels.sum`: sum[k] ← Σᵣ parts[r][k], ranks ascending. */
export function sum(parts: readonly Float32Array[], out: Float32Array, { first, last }: Range): void {
  for (let k = first; k < last; k++) {
    let total = 0
    for (const part of parts) total = Math.fround(total + part[k])
    out[k] = total
  }
}
