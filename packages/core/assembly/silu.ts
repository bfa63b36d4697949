import { sigmoid } from './sigmoid'

/** From here down σ is 0, in float32. */
const LOWER: f32 = -104
/** From here up it is 1. */
const UPPER: f32 = 18

/** σ(p), which both the value and the slope take. */
// @ts-ignore: decorator
@inline
export function siluGate(p: v128): v128 {
  return sigmoid(p)
}

/** p · σ(p): −0 at −∞, where −∞ · 0 would be NaN. */
// @ts-ignore: decorator
@inline
export function silu(p: v128, gate: v128): v128 {
  return f32x4.mul(f32x4.pmax(p, f32x4.splat(LOWER)), gate)
}

/** Its derivative σ + pσ(1 − σ), from the gate and y = pσ. Where y is more than UPPER, 1 − σ is 0. */
// @ts-ignore: decorator
@inline
export function siluSlope(y: v128, gate: v128): v128 {
  const rest = f32x4.sub(f32x4.splat(1), gate)
  return f32x4.add(gate, f32x4.mul(f32x4.pmin(y, f32x4.splat(UPPER)), rest))
}
