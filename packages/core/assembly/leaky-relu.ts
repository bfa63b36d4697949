/** p above 0, otherwise p / 100; −0 and NaN pass. */
// @ts-ignore: decorator
@inline
export function leakyRelu(p: v128): v128 {
  return f32x4.mul(p, leakyReluSlope(p))
}

/** Its derivative, from p or from y = leakyRelu(p), which have one sign: 1 above 0, otherwise 0.01. */
// @ts-ignore: decorator
@inline
export function leakyReluSlope(y: v128): v128 {
  return v128.bitselect(f32x4.splat(1), f32x4.splat(0.01), f32x4.gt(y, f32x4.splat(0)))
}
