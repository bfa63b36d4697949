/**
 * σ(x) = 1 / (1 + e⁻ˣ), in float64 (docs/derivation.md §2).
 *
 * For x < 0 it is taken as eˣ / (1 + eˣ), the same number: the exponential never overflows, and a small
 * σ keeps all its digits.
 * @param x any number, ±Infinity included
 * @returns a number in [0, 1]; NaN only for NaN
 */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x))
  return x < 0 ? e / (1 + e) : 1 / (1 + e)
}

/**
 * σ'(x) = e⁻ˣ / (1 + e⁻ˣ)², from the preactivation (docs/derivation.md §2).
 *
 * σ' is even, so −|x| may stand for −x, and nothing overflows. Every digit of a small derivative is right.
 * @param x any number, ±Infinity included
 * @returns a number in [0, ¼]; NaN only for NaN
 */
export function sigmoidDerivative(x: number): number {
  const e = Math.exp(-Math.abs(x))
  return e / ((1 + e) * (1 + e))
}

/**
 * σ' = σ(1 − σ), from the activation (docs/derivation.md §2).
 *
 * Needs no exponential, but 1 − y cancels where y is near 1: right to 1e-15 as a difference, not as a ratio.
 * @param y = σ(x), in [0, 1]
 * @returns a number in [0, ¼]
 */
export function sigmoidDerivativeFromValue(y: number): number {
  return y * (1 - y)
}
