import type { Range } from '../../range.js'

/** `Kernels.add`: sum[k] ← sum[k] + addend[k]. */
export function add(sum: Float32Array, addend: Float32Array, { first, last }: Range): void {
  for (let k = first; k < last; k++) sum[k] += addend[k]
}
