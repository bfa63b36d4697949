import type { Range } from '../../range.js'
import type { Update } from '../../update.js'
import { applyRule } from './apply-rule.js'

/** `Kernels.descend`: parameters[k] is updated with gradient[k]. */
export function descend(
  parameters: Float32Array,
  gradient: Float32Array,
  { first, last }: Range,
  update: Update,
): void {
  const memory = new Float32Array(parameters.buffer)
  const from = parameters.byteOffset / 4
  for (let k = first; k < last; k++) applyRule(memory, from + k, gradient[k], update)
}
