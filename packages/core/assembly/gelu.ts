import { sigmoid } from './sigmoid'

// 2u = p(A + Bp²): A = 2√(2/π), B = 0.044715 A; (2u)′ = A + 3Bp².
const A: f32 = 1.5957691669464111
const B: f32 = 0.07135481387376785
const B3: f32 = 0.21406444907188416
/** From here down σ(2u) is 0, in float32. */
const LOWER: f32 = -10.75
/** From here up it is 1. */
const UPPER: f32 = 5.25

/** s = σ(2u), which both the value and the slope take. */
// @ts-ignore: decorator
@inline
export function geluGate(p: v128): v128 {
  const c = clamp(p)
  return sigmoid(f32x4.mul(c, f32x4.add(f32x4.splat(A), f32x4.mul(f32x4.splat(B), f32x4.mul(c, c)))))
}

/** p · σ(2u): −0 at −∞, where −∞ · 0 would be NaN. */
// @ts-ignore: decorator
@inline
export function gelu(p: v128, gate: v128): v128 {
  return f32x4.mul(f32x4.pmax(p, f32x4.splat(LOWER)), gate)
}

/** Its derivative s + ps(1 − s) · (2u)′, from p, the gate s and y = ps. Where y is more than UPPER, 1 − s is 0. */
// @ts-ignore: decorator
@inline
export function geluSlope(p: v128, y: v128, gate: v128): v128 {
  const c = clamp(p)
  const twice = f32x4.add(f32x4.splat(A), f32x4.mul(f32x4.splat(B3), f32x4.mul(c, c)))
  const rest = f32x4.mul(f32x4.pmin(y, f32x4.splat(UPPER)), f32x4.sub(f32x4.splat(1), gate))
  return f32x4.add(gate, f32x4.mul(rest, twice))
}

/** The order of the operands keeps NaN. */
// @ts-ignore: decorator
@inline
function clamp(p: v128): v128 {
  return f32x4.pmin(f32x4.pmax(p, f32x4.splat(LOWER)), f32x4.splat(UPPER))
}
