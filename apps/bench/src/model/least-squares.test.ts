import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitNonNegative } from './least-squares.js'

const coefficient = fc.double({ min: 0.1, max: 10, noNaN: true })

test('finds the coefficients that made the targets, whatever their magnitude', () => {
  fc.assert(
    fc.property(coefficient, coefficient, fc.integer({ min: -9, max: 3 }), (a, b, exponent) => {
      const scale = 10 ** exponent
      const features = [1, 2, 3, 5, 8].map((x) => [1, x])
      const targets = features.map(([, x]) => scale * (a + b * x))
      const found = fitNonNegative(
        features,
        targets,
        targets.map((target) => 1 / target ** 2),
      )
      expect(found[0]).toBeCloseTo(a * scale, 6)
      expect(found[1] / (b * scale)).toBeCloseTo(1, 6)
    }),
  )
})

test('leaves out what could only be negative, and features that say the same', () => {
  const falling = fitNonNegative(
    [
      [1, 1],
      [1, 2],
      [1, 3],
    ],
    [3, 2, 1],
    [1, 1, 1],
  )
  expect(falling).toEqual([expect.closeTo(2), 0])
  const twice = fitNonNegative(
    [
      [1, 1],
      [2, 2],
    ],
    [3, 6],
    [1, 1],
  )
  expect(twice[0] + twice[1]).toBeCloseTo(3)
})
