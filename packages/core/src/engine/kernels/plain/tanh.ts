import { excessOf, exponentOf, powerOf2 } from './exp.js'

const { fround } = Math

// The numbers below are float32; the method is in docs/decisions/0018-exp-ln-tanh.md.

/** From here on tanh is 1. */
const LIMIT = 9.25
/** Below it the odd polynomial is taken. */
const NEAR = 0.5625
/** q of tanh a = a + a³ · q(a²), descending. */
const Q = [
  0.0027926540933549404, -0.00876447930932045, 0.02189576625823974, -0.0539756678044796, 0.13333387672901154,
  -0.3333333432674408,
]

/**
 * tanh x in float32, every operation rounded: the same bits on every machine, and as assembly/tanh.ts. Monotone; within
 * 1.32 ulp; odd; tanh(±0) = ±0, tanh(±∞) = ±1.
 * @param x a float32
 * @returns a float32 in [−1, 1]; NaN only for NaN
 */
export function tanh(x: number): number {
  const a = Math.min(Math.abs(x), LIMIT)
  const magnitude = a < NEAR ? near(a) : far(a)
  return x < 0 || Object.is(x, -0) ? -magnitude : magnitude
}

/** tanh′ from y = tanh p: 1 − y². */
export function tanhSlope(y: number): number {
  return fround(1 - fround(y * y))
}

function near(a: number): number {
  const a2 = fround(a * a)
  let q = Q[0]
  for (let k = 1; k < Q.length; k++) q = fround(fround(q * a2) + Q[k])
  return fround(a + fround(fround(a2 * a) * q))
}

/** 1 − 2 / (e²ᵃ + 1), where e²ᵃ = s(1 + p). */
function far(a: number): number {
  const y = a + a
  const n = exponentOf(y)
  const p = excessOf(y, n)
  const s = powerOf2(n)
  const d = fround(fround(s * p) + fround(s + 1))
  return fround(1 - fround(2 / d))
}
