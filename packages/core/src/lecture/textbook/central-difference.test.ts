import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { between } from '../../fixtures/between.js'
import { centralDifference } from './central-difference.js'

describe('centralDifference', () => {
  test('finds the derivatives of smooth functions to 1e-12', () => {
    fc.assert(
      fc.property(between(-2, 2), (x) => {
        expect(centralDifference((h) => Math.sin(x + h), 1) - Math.cos(x)).toBeCloseTo(0, 12)
        expect(centralDifference((h) => Math.exp(x + h), 1) - Math.exp(x)).toBeCloseTo(0, 12)
        expect(centralDifference((h) => 1 / (3 + x + h), 0.5) + 1 / (3 + x) ** 2).toBeCloseTo(0, 12)
      }),
    )
  })

  test('narrows by itself where the first step is too wide', () => {
    expect(centralDifference((h) => Math.sin(6 * h), 1)).toBeCloseTo(6, 6)
  })

  test('is NaN where the function is not finite', () => {
    expect(centralDifference(() => Number.NaN, 1)).toBeNaN()
    expect(centralDifference((h) => 1 / Math.max(h, 0), 1)).toBeNaN()
  })
})
