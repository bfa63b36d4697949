import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sigmoid, sigmoidDerivative, sigmoidDerivativeFromValue } from './sigmoid.js'
import { centralDifference } from './textbook/central-difference.js'

const anyX = fc.double({ min: -1e4, max: 1e4, noNaN: true })
const nearZero = fc.double({ min: -40, max: 40, noNaN: true })
const both = fc.oneof(anyX, nearZero)

describe('σ', () => {
  test('is ½ at 0, 0 at −∞, 1 at ∞', () => {
    expect([sigmoid(0), sigmoid(-Infinity), sigmoid(Infinity)]).toEqual([0.5, 0, 1])
    expect([sigmoid(-1e4), sigmoid(1e4)]).toEqual([0, 1])
  })

  test('is a number in [0, 1] and no different from 1 / (1 + e⁻ˣ)', () => {
    fc.assert(
      fc.property(both, (x) => {
        const y = sigmoid(x)
        expect(y >= 0 && y <= 1).toBe(true)
        expect(Math.abs(y - 1 / (1 + Math.exp(-x)))).toBeLessThanOrEqual(1e-15)
      }),
    )
  })

  test('is symmetric: σ(−x) = 1 − σ(x)', () => {
    fc.assert(
      fc.property(both, (x) => {
        expect(Math.abs(sigmoid(-x) - (1 - sigmoid(x)))).toBeLessThanOrEqual(1e-15)
      }),
    )
  })

  test('keeps the digits of a small value: σ(x) → eˣ for x → −∞', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: -40, noNaN: true }), (x) => {
        expect(Math.abs(sigmoid(x) / Math.exp(x) - 1)).toBeLessThanOrEqual(1e-15)
      }),
    )
  })
})

describe("σ'", () => {
  test('is ¼ at 0 and 0 far away, in both forms', () => {
    for (const x of [-Infinity, -1e4, 1e4, Infinity]) {
      expect(sigmoidDerivative(x)).toBe(0)
      expect(sigmoidDerivativeFromValue(sigmoid(x))).toBe(0)
    }
    expect(sigmoidDerivative(0)).toBe(0.25)
    expect(sigmoidDerivativeFromValue(sigmoid(0))).toBe(0.25)
  })

  test('e⁻ˣ/(1 + e⁻ˣ)² and σ(1 − σ) agree to 1e-15', () => {
    fc.assert(
      fc.property(both, (x) => {
        expect(Math.abs(sigmoidDerivative(x) - sigmoidDerivativeFromValue(sigmoid(x)))).toBeLessThanOrEqual(
          1e-15,
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('is what a central difference of σ gives', () => {
    fc.assert(
      fc.property(both, (x) => {
        const numeric = centralDifference((offset) => sigmoid(x + offset), 1)
        // The rounding of x + offset counts for large x: at 1e4 it is 1e-12, but there σ is flat.
        expect(Math.abs(sigmoidDerivative(x) - numeric)).toBeLessThanOrEqual(1e-12)
      }),
    )
  })

  test('from the preactivation keeps its digits where σ is saturated', () => {
    fc.assert(
      fc.property(fc.double({ min: 40, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(sigmoidDerivative(x) / Math.exp(-x) - 1)).toBeLessThanOrEqual(1e-15)
        expect(sigmoidDerivative(-x)).toBe(sigmoidDerivative(x))
      }),
    )
  })
})
