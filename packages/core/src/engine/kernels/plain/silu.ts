import { sigmoid } from './sigmoid.js'

const { fround, max, min } = Math

/** From here down σ is 0, from UPPER up 1, in float32. */
const LOWER = -104
const UPPER = 18

/** p · σ(p): −0 at −∞, where −∞ · 0 would be NaN. */
export function silu(p: number): number {
  return fround(max(p, LOWER) * sigmoid(p))
}

/** Its derivative σ(p) + p σ(p)(1 − σ(p)): 0 and 1 at ∓∞. From the inside out, with y = p · σ(p) rounded. */
export function siluSlope(p: number): number {
  const s = sigmoid(p)
  // Where y is more, 1 − s is 0.
  const y = min(silu(p), UPPER)
  return fround(s + fround(y * fround(1 - s)))
}
