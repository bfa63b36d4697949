// eˣ of four float32 at once; the method, the coefficients and the measured error: docs/decisions/0018-exp-ln-tanh.md.

/**
 * eˣ, the same bits as src/engine/kernels/plain/exp.ts for every x that is a number; NaN stays NaN. eˣ = 2ⁿ(1 + p) with
 * n = x / ln 2 rounded and p = eʳ − 1, |r| ≤ ½ ln 2.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // Beyond these eˣ is ∞ and 0. The order of the operands keeps NaN.
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-105))

  // 1.5 · 2²³ leaves no fraction in the sum: its last bits are n.
  const magic = f32x4.splat(12582912)
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.4426950216293335)), magic)
  const n = f32x4.sub(shifted, magic)

  // r = x − n ln 2 in two parts (Cody and Waite); the first has 15 bits, so its product and difference are exact.
  const r = f32x4.sub(
    f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693145751953125))),
    f32x4.mul(n, f32x4.splat(1.428606765330187e-6)),
  )

  // Two factors of 2ⁿ, of about half its exponent each: only the last product rounds, to a subnormal, to 0 or to ∞.
  const exponent = i32x4.sub(shifted, i32x4.splat(0x4b400000))
  const half = i32x4.shr_s(exponent, 1)
  const one = i32x4.splat(0x3f800000)
  const first = i32x4.add(i32x4.shl(half, 23), one)
  const second = i32x4.add(i32x4.shl(i32x4.sub(exponent, half), 23), one)
  return f32x4.mul(f32x4.mul(f32x4.add(f32x4.splat(1), expm1(r)), first), second)
}

/** eʳ − 1 = r + r² · q(r) for |r| ≤ ½ ln 2: the polynomial of sigmoid.ts. */
// @ts-ignore: decorator
@inline
export function expm1(r: v128): v128 {
  const r2 = f32x4.mul(r, r)
  const low = f32x4.add(f32x4.mul(r, f32x4.splat(0.16666515171527863)), f32x4.splat(0.4999999403953552))
  const high = f32x4.add(f32x4.mul(r, f32x4.splat(0.00836934894323349)), f32x4.splat(0.041668083518743515))
  const q = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(r2, f32x4.splat(0.0013840398751199245)), high), r2), low)
  return f32x4.add(r, f32x4.mul(r2, q))
}
