const { fround } = Math

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

// The numbers below are float32; the method is in docs/decisions/0003-sigmoid.md.

/** 1.5 · 2²³ leaves no fraction in a sum; 103 is the exponent field of 2⁻²⁴. */
const MAGIC = 12582912 + 103
const MINUS_LOG2_E = -1.4426950216293335
/** ln 2 in two parts (Cody and Waite); the first has 15 bits, so n times it is exact. */
const LN2_HIGH = 0.693145751953125
const LN2_LOW = 1.428606765330187e-6
/** q of e⁻ʳ = 1 − r + r² · q(r) for |r| ≤ ½ ln 2, ascending. */
const Q0 = 0.4999999403953552
const Q1 = -0.16666515171527863
const Q2 = 0.041668083518743515
const Q3 = -0.00836934894323349
const Q4 = 0.0013840398751199245
/** The unit in which 1 + e⁻ˣ is held, so that 2¹⁵⁰ fits: 2⁻²⁴. */
const ONE = 2 ** -24

/**
 * σ(x) = 1 / (1 + e⁻ˣ) in float32, every operation rounded: the same bits on every machine, and as
 * assembly/sigmoid.ts. Monotone; within 2 ulp of σ; σ(±0) = ½, σ(−∞) = +0, σ(+∞) = 1.
 * @param x a float32
 * @returns a float32 in [0, 1]; NaN only for NaN
 */
export function sigmoid(x: number): number {
  // Beyond these σ is 1 and 0.
  const c = Math.max(Math.min(x, 18), -104)

  // e⁻ˣ = 2ⁿ(1 + p)
  float[0] = fround(c * MINUS_LOG2_E) + MAGIC
  const n = float[0] - MAGIC
  bits[0] <<= 23
  const s = float[0] // 2ⁿ · 2⁻²⁴

  const r = fround(fround(c + fround(n * LN2_HIGH)) + fround(n * LN2_LOW))
  const r2 = fround(r * r)
  const low = fround(fround(r * Q1) + Q0)
  const high = fround(fround(r * Q3) + Q2)
  const q = fround(fround(fround(fround(r2 * Q4) + high) * r2) + low)
  const p = fround(fround(r2 * q) - r)

  // d = 2⁻²⁴ (1 + 2ⁿ + 2ⁿp); `lost` is what 1 + 2ⁿ lost: nothing up to n = 23.
  const sum = fround(s + ONE)
  const lost = fround(ONE - fround(sum - s))
  const d = fround(sum + fround(fround(s * p) + lost))
  return fround(ONE / d)
}

/** σ′ from y = σ(p): y(1 − y). */
export function sigmoidSlope(y: number): number {
  return fround(y * fround(1 - y))
}
