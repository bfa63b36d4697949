import type { Vector } from '../lecture/textbook/vector.js'

/** ln Σⱼ exp qⱼ: the largest logit is taken out, so nothing overflows. */
export function logSumExp(q: Vector): number {
  const largest = Math.max(...q)
  return largest + Math.log(q.reduce((sum, qj) => sum + Math.exp(qj - largest), 0))
}

/** zⱼ = exp qⱼ / Σₖ exp qₖ. They add up to 1. */
export function softmax(q: Vector): Vector {
  const largest = Math.max(...q)
  const powers = q.map((qj) => Math.exp(qj - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
