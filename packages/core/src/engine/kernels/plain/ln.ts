const { fround } = Math

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

// The numbers below are float32; the method is in docs/decisions/0018-exp-ln-tanh.md.

/** Below it a float32 is subnormal. */
const SMALLEST_NORMAL = 2 ** -126
/** The bits of √½. */
const ROOT_HALF = 0x3f3504f3
/** ln 2 in two parts; the first has 15 bits, so e times it is exact. */
const LN2_HIGH = 0.693145751953125
const LN2_LOW = 1.428606765330187e-6
/** q of ln(1 + f) = f − ½f² + f³ · q(f) for √½ ≤ 1 + f < √2, descending. */
const Q = [
  -0.08330433070659637, 0.12812025845050812, -0.12940151989459991, 0.14188134670257568, -0.16643598675727844,
  0.20001977682113647, -0.25000280141830444, 0.33333325386047363,
]

/**
 * ln x in float32, every operation rounded: the same bits on every machine, and as assembly/ln.ts. Monotone; within 1.1 ulp;
 * ln(1) = +0, ln(±0) = −∞, ln(∞) = ∞.
 * @param x a float32
 * @returns a float32; NaN only for NaN and below 0
 */
export function ln(x: number): number {
  if (x <= 0) return x === 0 ? -Infinity : Number.NaN
  if (!(x < Infinity)) return x

  // x = 2ᵉ(1 + f); a subnormal is scaled by 2²³.
  const subnormal = x < SMALLEST_NORMAL
  float[0] = subnormal ? x * 2 ** 23 : x
  const distance = bits[0] - ROOT_HALF
  const e = (distance >> 23) - (subnormal ? 23 : 0)
  bits[0] = (distance & 0x7fffff) + ROOT_HALF
  const f = fround(float[0] - 1)

  // ln(1 + f) = f − ½f² + f³ · q(f)
  const f2 = fround(f * f)
  let q = Q[0]
  for (let k = 1; k < Q.length; k++) q = fround(fround(q * f) + Q[k])
  const cube = fround(fround(f2 * f) * q)
  const low = fround(fround(cube + fround(e * LN2_LOW)) - fround(f2 * 0.5))
  return fround(fround(f + low) + fround(e * LN2_HIGH))
}
