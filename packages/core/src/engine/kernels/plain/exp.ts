const { fround } = Math

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

// The numbers below are float32; the method is in docs/decisions/0018-exp-ln-tanh.md.

/** 1.5 · 2²³ leaves no fraction in a sum. */
const MAGIC = 12582912
const LOG2_E = 1.4426950216293335
/** ln 2 in two parts (Cody and Waite); the first has 15 bits, so n times it is exact. */
const LN2_HIGH = 0.693145751953125
const LN2_LOW = 1.428606765330187e-6
/** q of eʳ = 1 + r + r² · q(r) for |r| ≤ ½ ln 2, ascending: that of sigmoid.ts. */
const Q0 = 0.4999999403953552
const Q1 = 0.16666515171527863
const Q2 = 0.041668083518743515
const Q3 = 0.00836934894323349
const Q4 = 0.0013840398751199245

/**
 * eˣ in float32, every operation rounded: the same bits on every machine, and as assembly/exp.ts. Monotone; within 1 ulp;
 * exp(±0) = 1, exp(−∞) = +0, exp(+∞) = ∞.
 * @param x a float32
 * @returns a float32 in [0, ∞]; NaN only for NaN
 */
export function exp(x: number): number {
  // Beyond these eˣ is ∞ and 0.
  const c = Math.max(Math.min(x, 89), -105)

  // eˣ = 2ⁿ(1 + p)
  const n = exponentOf(c)
  const p = excessOf(c, n)

  // Two factors of 2ⁿ: only the last product rounds, to a subnormal, to 0 or to ∞.
  const half = n >> 1
  return fround(fround(fround(1 + p) * powerOf2(half)) * powerOf2(n - half))
}

/** n of eˣ = 2ⁿ(1 + p), the whole number next to x log₂ e. */
export function exponentOf(x: number): number {
  return fround(fround(fround(x * LOG2_E) + MAGIC) - MAGIC)
}

/** p of eˣ = 2ⁿ(1 + p). */
export function excessOf(x: number, n: number): number {
  return expm1(fround(fround(x - fround(n * LN2_HIGH)) - fround(n * LN2_LOW)))
}

/** eʳ − 1 for |r| ≤ ½ ln 2. */
function expm1(r: number): number {
  const r2 = fround(r * r)
  const low = fround(fround(r * Q1) + Q0)
  const high = fround(fround(r * Q3) + Q2)
  const q = fround(fround(fround(fround(r2 * Q4) + high) * r2) + low)
  return fround(r + fround(r2 * q))
}

/** 2ⁿ for −126 ≤ n ≤ 127. */
export function powerOf2(n: number): number {
  bits[0] = (n + 127) << 23
  return float[0]
}
