// σ of four float32 at once; the method, the coefficients and the measured error: docs/decisions/0003-sigmoid.md.

/**
 * σ(x) = 1 / (1 + e⁻ˣ), the same bits as src/engine/kernels/plain/sigmoid.ts for every x that is a number; NaN
 * stays NaN. e⁻ˣ = 2ⁿ(1 + p) with n = −x / ln 2 rounded and p = e⁻ʳ − 1, |r| ≤ ½ ln 2.
 */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  // Beyond these σ is 1 and 0. The order of the operands keeps NaN.
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(18)), f32x4.splat(-104))

  // 1.5 · 2²³ leaves no fraction in the sum: its last bits are n + 103, the exponent field of s = 2ⁿ · 2⁻²⁴.
  const magic = f32x4.splat(12582912 + 103)
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(-1.4426950216293335)), magic)
  const s = i32x4.shl(shifted, 23)
  const n = f32x4.sub(shifted, magic)

  // r = x + n ln 2 in two parts (Cody and Waite); the first has 15 bits, so its product and sum are exact.
  const r = f32x4.add(
    f32x4.add(x, f32x4.mul(n, f32x4.splat(0.693145751953125))),
    f32x4.mul(n, f32x4.splat(1.428606765330187e-6)),
  )

  // p = −r + r² · q(r); −r is exact to the last sum, so p, and with it σ, is monotone.
  const r2 = f32x4.mul(r, r)
  const low = f32x4.add(f32x4.mul(r, f32x4.splat(-0.16666515171527863)), f32x4.splat(0.4999999403953552))
  const high = f32x4.add(f32x4.mul(r, f32x4.splat(-0.00836934894323349)), f32x4.splat(0.041668083518743515))
  const q = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(r2, f32x4.splat(0.0013840398751199245)), high), r2), low)
  const p = f32x4.sub(f32x4.mul(r2, q), r)

  // d = 2⁻²⁴ (1 + 2ⁿ + 2ⁿp): scaled so that 2¹⁵⁰ fits, and the quotient rounds once even where it is subnormal.
  // `lost` is what 1 + 2ⁿ lost: nothing up to n = 23.
  const one = f32x4.splat(5.9604644775390625e-8)
  const sum = f32x4.add(s, one)
  const lost = f32x4.sub(one, f32x4.sub(sum, s))
  const d = f32x4.add(sum, f32x4.add(f32x4.mul(s, p), lost))
  return f32x4.div(one, d)
}

/** σ′ from y = σ(p): y(1 − y). */
// @ts-ignore: decorator
@inline
export function sigmoidSlope(y: v128): v128 {
  return f32x4.mul(y, f32x4.sub(f32x4.splat(1), y))
}
