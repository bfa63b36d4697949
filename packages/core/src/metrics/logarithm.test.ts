import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logarithm } from './logarithm.js'

const positive = fc.double({ min: 2 ** -1022, max: Number.MAX_VALUE, noNaN: true })

test('is ln to within two units in the last place', () => {
  const near1 = fc.double({ min: 0.5, max: 2, noNaN: true })
  fc.assert(
    fc.property(fc.oneof(positive, near1), (x) => {
      const expected = Math.log(x)
      expect(Math.abs(logarithm(x) - expected)).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(expected))
    }),
    { numRuns: 5000 },
  )
})

test('is exact where ln is', () => {
  expect(logarithm(1)).toBe(0)
  expect(logarithm(2)).toBe(Math.LN2)
  expect(logarithm(0.5)).toBe(-Math.LN2)
})
