// ln x of four float32 at once; the method, the coefficients and the measured error: docs/decisions/0018-exp-ln-tanh.md.

/**
 * ln x, the same bits as src/engine/kernels/plain/ln.ts for every x that is at least 0; NaN stays NaN.
 * ln x = e ln 2 + ln(1 + f) with x = 2ᵉ(1 + f), √½ ≤ 1 + f < √2.
 */
// @ts-ignore: decorator
@inline
export function ln(x: v128): v128 {
  // A subnormal is scaled by 2²³.
  const small = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38))
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, small)

  // Counted from the bits of √½, the exponent field is e, and the rest the distance from √½ · 2ᵉ.
  const rootHalf = i32x4.splat(0x3f3504f3)
  const distance = i32x4.sub(scaled, rootHalf)
  const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(distance, 23), v128.and(small, i32x4.splat(23))))
  const f = f32x4.sub(i32x4.add(v128.and(distance, i32x4.splat(0x7fffff)), rootHalf), f32x4.splat(1))

  // ln(1 + f) = f − ½f² + f³ · q(f)
  const f2 = f32x4.mul(f, f)
  let q = f32x4.splat(-0.08330433070659637)
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.12812025845050812))
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(-0.12940151989459991))
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.14188134670257568))
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(-0.16643598675727844))
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.20001977682113647))
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(-0.25000280141830444))
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.33333325386047363))

  // ln 2 in two parts; the first has 15 bits, so e times it is exact.
  const cube = f32x4.mul(f32x4.mul(f2, f), q)
  const low = f32x4.sub(
    f32x4.add(cube, f32x4.mul(e, f32x4.splat(1.428606765330187e-6))),
    f32x4.mul(f2, f32x4.splat(0.5)),
  )
  const y = f32x4.add(f32x4.add(f, low), f32x4.mul(e, f32x4.splat(0.693145751953125)))

  // ∞ and NaN stay; −∞ of ±0, NaN of what is below.
  const below = v128.bitselect(f32x4.splat(-Infinity), f32x4.splat(NaN), f32x4.eq(x, f32x4.splat(0)))
  const finite = v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(Infinity)))
  return v128.bitselect(below, finite, f32x4.le(x, f32x4.splat(0)))
}
