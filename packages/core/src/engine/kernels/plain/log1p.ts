import { ln } from './ln.js'

const { fround } = Math

/**
 * ln(1 + x) in float32, every operation rounded: the same bits as assembly/log1p.ts. What 1 + x loses of x is made up for by
 * the quotient (Kahan; Higham, Accuracy and Stability of Numerical Algorithms, §1.14.1): within 3 ulp.
 * @param x a float32 in [0, 1]
 * @returns a float32; NaN only for NaN
 */
export function log1p(x: number): number {
  const u = fround(1 + x)
  return u === 1 ? x : fround(x * fround(ln(u) / fround(u - 1)))
}
