// tanh of four float32 at once; the method, the coefficients and the measured error: docs/decisions/0018-exp-ln-tanh.md.
import { expm1 } from './exp'

/**
 * tanh x, the same bits as src/engine/kernels/plain/tanh.ts for every x that is a number; NaN stays NaN. An odd polynomial
 * near 0; 1 − 2 / (e²ˣ + 1) from 0.5625 on, where e²ˣ = 2ⁿ(1 + p).
 */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  // From 9.25 on tanh is 1. The order of the operands keeps NaN.
  const a = f32x4.pmin(f32x4.abs(x), f32x4.splat(9.25))

  const a2 = f32x4.mul(a, a)
  let q = f32x4.splat(0.0027926540933549404)
  q = f32x4.add(f32x4.mul(q, a2), f32x4.splat(-0.00876447930932045))
  q = f32x4.add(f32x4.mul(q, a2), f32x4.splat(0.02189576625823974))
  q = f32x4.add(f32x4.mul(q, a2), f32x4.splat(-0.0539756678044796))
  q = f32x4.add(f32x4.mul(q, a2), f32x4.splat(0.13333387672901154))
  q = f32x4.add(f32x4.mul(q, a2), f32x4.splat(-0.3333333432674408))
  const near = f32x4.add(a, f32x4.mul(f32x4.mul(a2, a), q))

  // e²ᵃ = s(1 + p), as exp.ts has it.
  const y = f32x4.add(a, a)
  const magic = f32x4.splat(12582912)
  const shifted = f32x4.add(f32x4.mul(y, f32x4.splat(1.4426950216293335)), magic)
  const n = f32x4.sub(shifted, magic)
  const s = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000))
  const r = f32x4.sub(
    f32x4.sub(y, f32x4.mul(n, f32x4.splat(0.693145751953125))),
    f32x4.mul(n, f32x4.splat(1.428606765330187e-6)),
  )
  const one = f32x4.splat(1)
  const d = f32x4.add(f32x4.mul(s, expm1(r)), f32x4.add(s, one))
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), d))

  const magnitude = v128.bitselect(near, far, f32x4.lt(a, f32x4.splat(0.5625)))
  return v128.or(magnitude, v128.and(x, i32x4.splat(<i32>0x80000000)))
}

/** tanh′ from y = tanh p: 1 − y². */
// @ts-ignore: decorator
@inline
export function tanhSlope(y: v128): v128 {
  return f32x4.sub(f32x4.splat(1), f32x4.mul(y, y))
}
