import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { centralDifference } from '../lecture/textbook/central-difference.js'
import { ACTIVATIONS, type Activation } from '../network/activation.js'
import { activate, activationDerivative } from './activations.js'

/** As the papers write them. */
const DEFINITIONS: Readonly<Record<Activation, (p: number) => number>> = {
  sigmoid: (p) => 1 / (1 + Math.exp(-p)),
  tanh: (p) => (Math.exp(p) - Math.exp(-p)) / (Math.exp(p) + Math.exp(-p)),
  relu: (p) => (p + Math.abs(p)) / 2,
  'leaky-relu': (p) => (p > 0 ? p : 0.01 * p),
  gelu: (p) => 0.5 * p * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (p + 0.044715 * p ** 3))),
  silu: (p) => p / (1 + Math.exp(-p)),
  linear: (p) => p,
}

describe.each(ACTIVATIONS)('%s', (activation) => {
  test('is what its definition says', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (p) => {
        expect(activate(activation, p)).toBeCloseTo(DEFINITIONS[activation](p), 13)
      }),
    )
  })

  test('has the derivative that central differences find', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (p) => {
        // Within the piece in which relu and leaky-relu are smooth.
        const step = Math.min(1, Math.abs(p) / 2)
        fc.pre(step > 1e-3)
        const found = centralDifference(
          (h) => activate(activation, p + h),
          step,
          Number.EPSILON * Math.max(1, Math.abs(p)),
        )
        expect(activationDerivative(activation, p)).toBeCloseTo(found, 10)
      }),
    )
  })

  test('passes NaN', () => {
    expect(activate(activation, Number.NaN)).toBeNaN()
  })
})

test('kinks have a derivative: that of the side below', () => {
  expect([activationDerivative('relu', 0), activationDerivative('leaky-relu', 0)]).toEqual([0, 0.01])
})

test('far from 0 all is finite, and small derivatives keep their digits', () => {
  for (const activation of ACTIVATIONS) {
    for (const p of [-1e100, -800, 800, 1e100]) {
      expect(Number.isFinite(activate(activation, p)), `${activation} ${p}`).toBe(true)
      expect(Number.isFinite(activationDerivative(activation, p)), `${activation} ${p}`).toBe(true)
    }
  }
  expect(activationDerivative('tanh', 40) / (4 * Math.exp(-80))).toBeCloseTo(1, 14)
  expect(activate('silu', -40) / (-40 * Math.exp(-40))).toBeCloseTo(1, 14)
})
