import { describe, expect, test } from 'vitest'
import { sigmoid } from '../../lecture/sigmoid.js'
import { ACTIVATIONS, type Activation } from '../../network/activation.js'
import { SLOPE, VALUE } from './plain/elementwise.js'

const LARGEST = 3.4028234663852886e38
const { fround } = Math

const twice = (x: number): number => 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)
const twiceSlope = (x: number): number => 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x ** 2)

/** The formulas of network/activation.ts and their derivatives, in float64. */
const EXACT: Readonly<Record<Activation, readonly [(x: number) => number, (x: number) => number]>> = {
  sigmoid: [sigmoid, (x) => sigmoid(x) * sigmoid(-x)],
  tanh: [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
  relu: [(x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0)],
  'leaky-relu': [(x) => (x > 0 ? x : 0.01 * x), (x) => (x > 0 ? 1 : 0.01)],
  gelu: [
    (x) => x * sigmoid(twice(x)),
    (x) => sigmoid(twice(x)) + x * sigmoid(twice(x)) * sigmoid(-twice(x)) * twiceSlope(x),
  ],
  silu: [(x) => x * sigmoid(x), (x) => sigmoid(x) + x * sigmoid(x) * sigmoid(-x)],
  linear: [(x) => x, () => 1],
}

/** A rounding to float32 changes a number by at most so much of it. */
const ROUNDING = 2 ** -24

/**
 * The largest errors of f(p) and f′(p): those of σ (1.75 ulp) and tanh (1.32 ulp), of the argument 2u, and of the sums and
 * products after them. 2⁻¹⁴⁵ is for subnormal numbers.
 */
const BOUND: Readonly<Record<Activation, (p: number) => readonly [number, number]>> = {
  sigmoid: (p) => [3.5 * ROUNDING * sigmoid(p), 3 * ROUNDING],
  tanh: (p) => [2.64 * ROUNDING * Math.abs(Math.tanh(p)), 4 * ROUNDING],
  relu: () => [0, 0],
  'leaky-relu': (p) => [0.02 * ROUNDING * Math.abs(p), 0.01 * ROUNDING],
  gelu: (p) => {
    const [y, s] = [EXACT.gelu[0](p), sigmoid(-twice(p))]
    const value = Math.abs(y) * ROUNDING * (4.6 + 4 * Math.abs(twice(p)) * s) + 2 ** -145
    return [value, ROUNDING * (4 + 2 * Math.abs(p) * twiceSlope(p))]
  },
  silu: (p) => [4.6 * ROUNDING * Math.abs(EXACT.silu[0](p)) + 2 ** -145, ROUNDING * (4 + 2 * Math.abs(p))],
  linear: () => [0, 0],
}

/** Float32 numbers in ±20, denser towards 0. */
const NUMBERS = Array.from({ length: 40001 }, (_, k) => fround(((k - 20000) / 20000) ** 3 * 20))

describe.each(ACTIVATIONS)('%s', (activation) => {
  const f = VALUE[activation]
  const slope = SLOPE[activation]

  test('is its formula and its derivative, up to the rounding of its operations', () => {
    const [exactValue, exactSlope] = EXACT[activation]
    const isWrong = (p: number): boolean => {
      const [ofValue, ofSlope] = BOUND[activation](p)
      return !(Math.abs(f(p) - exactValue(p)) <= ofValue) || !(Math.abs(slope(p) - exactSlope(p)) <= ofSlope)
    }
    expect(NUMBERS.filter(isWrong)).toEqual([])
  })

  test('has the slopes of finite differences', () => {
    const h = 2 ** -7
    const isWrong = (p: number): boolean => {
      const [a, b] = [fround(p - h), fround(p + h)]
      return !(Math.abs(slope(p) - (f(b) - f(a)) / (b - a)) < 2e-4)
    }
    const hasKink = activation === 'relu' || activation === 'leaky-relu'
    expect(NUMBERS.filter((p) => !(hasKink && Math.abs(p) < 2 * h)).filter(isWrong)).toEqual([])
  })

  test('has exact limits, and NaN for NaN alone', () => {
    const limits: Readonly<Record<Activation, readonly number[]>> = {
      sigmoid: [0, 1, 0, 0],
      tanh: [-1, 1, 0, 0],
      relu: [0, Infinity, 0, 1],
      'leaky-relu': [-Infinity, Infinity, fround(0.01), 1],
      gelu: [-0, Infinity, 0, 1],
      silu: [-0, Infinity, 0, 1],
      linear: [-Infinity, Infinity, 1, 1],
    }
    expect([f(-Infinity), f(Infinity), slope(-Infinity), slope(Infinity)]).toEqual(limits[activation])
    expect(f(Number.NaN)).toBeNaN()
    for (const p of [LARGEST, -LARGEST, 1e20, -1e20, 2 ** -149, -(2 ** -149), 0, -0]) {
      expect(f(p), `f(${p})`).not.toBeNaN()
      expect(slope(p), `f′(${p})`).not.toBeNaN()
    }
    if (activation !== 'sigmoid') for (const zero of [0, -0]) expect(f(zero)).toBe(zero)
  })
})

test('the derivative of relu at 0 is 0', () => {
  for (const zero of [0, -0]) expect(SLOPE.relu(zero)).toBe(0)
})
