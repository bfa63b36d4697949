import { ln } from './ln'

/**
 * ln(1 + x) for 0 ≤ x ≤ 1, the same bits as src/engine/kernels/plain/log1p.ts; NaN stays NaN. What 1 + x loses of x is made up
 * for by the quotient (Kahan; Higham, Accuracy and Stability of Numerical Algorithms, §1.14.1).
 */
// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const one = f32x4.splat(1)
  const u = f32x4.add(one, x)
  const corrected = f32x4.mul(x, f32x4.div(ln(u), f32x4.sub(u, one)))
  return v128.bitselect(x, corrected, f32x4.eq(u, one))
}
