import type { Update } from '../../update.js'
import type { Range } from '../kernels.js'
import { applyUpdate } from './apply-update.js'

/** `Kernels.descend`: parameters[k] is updated with gradient[k]. */
export function descend(
  parameters: Float32Array,
  gradient: Float32Array,
  { first, last }: Range,
  update: Update,
): void {
  for (let k = first; k < last; k++) applyUpdate(parameters, k, gradient[k], update)
}
