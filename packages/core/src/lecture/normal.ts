import type { Random } from '../random.js'

/** Mean 0, deviation 1: the sum of twelve uniform numbers, exact on every machine as a logarithm is not. */
export function normal(random: Random): number {
  let sum = -6
  for (let k = 0; k < 12; k++) sum += random.uniform()
  return sum
}
