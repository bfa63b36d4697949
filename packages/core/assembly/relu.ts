/** max(p, 0): the order of the operands lets −0 and NaN pass. */
// @ts-ignore: decorator
@inline
export function relu(p: v128): v128 {
  return f32x4.pmax(p, f32x4.splat(0))
}

/** Its derivative from y = relu(p): 1 above 0, otherwise 0. */
// @ts-ignore: decorator
@inline
export function reluSlope(y: v128): v128 {
  return v128.and(f32x4.gt(y, f32x4.splat(0)), f32x4.splat(1))
}
