import type { Head } from '@antigrad/core'
import type { textbook } from '@antigrad/core/lecture'

/** What one output adds to ε, from z: `heads.ts` of core takes it from q, which keeps more digits. */
const TERMS: Readonly<Record<Head, (z: number, l: number) => number>> = {
  squared: (z, l) => (z - l) ** 2 / 2,
  'linear-squared': (z, l) => (z - l) ** 2 / 2,
  'softmax-cross-entropy': (z, l) => (l === 0 ? 0 : -l * Math.log(z)),
  'sigmoid-cross-entropy': (z, l) => -(l * Math.log(z) + (1 - l) * Math.log(1 - z)),
  huber: (z, l) => (Math.abs(z - l) <= 1 ? (z - l) ** 2 / 2 : Math.abs(z - l) - 0.5),
}

/** ε of the outputs z. */
export function lossOf(head: Head, z: textbook.Vector, l: textbook.Vector): number {
  return z.reduce((sum, zi, i) => sum + TERMS[head](zi, l[i]), 0)
}
