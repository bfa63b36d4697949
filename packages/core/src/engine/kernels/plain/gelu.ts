import { sigmoid } from './sigmoid.js'

const { fround, max, min } = Math

/** 2u = p(A + Bp²): A = 2√(2/π), B = 0.044715 A, in float32. */
const A = 1.5957691669464111
const B = 0.07135481387376785
/** 3B: (2u)′ = A + 3Bp². */
const B3 = 0.21406444907188416
/** From here down σ(2u) is 0, from UPPER up 1, in float32. */
const LOWER = -10.75
const UPPER = 5.25

/** p · σ(2u): −0 at −∞, where −∞ · 0 would be NaN. */
export function gelu(p: number): number {
  return fround(max(p, LOWER) * gate(p))
}

/** Its derivative s + p s(1 − s) · (2u)′ with s = σ(2u): 0 and 1 at ∓∞. From the inside out, with y = p · s rounded. */
export function geluSlope(p: number): number {
  const s = gate(p)
  const c = clamp(p)
  // Where y is more, 1 − s is 0.
  const y = min(gelu(p), UPPER)
  const twice = fround(A + fround(B3 * fround(c * c)))
  return fround(s + fround(fround(y * fround(1 - s)) * twice))
}

/** σ(2u). */
function gate(p: number): number {
  const c = clamp(p)
  return sigmoid(fround(c * fround(A + fround(B * fround(c * c)))))
}

function clamp(p: number): number {
  return min(max(p, LOWER), UPPER)
}
