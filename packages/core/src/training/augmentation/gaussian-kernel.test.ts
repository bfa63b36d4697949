import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussianKernel } from './gaussian-kernel.js'

test('is the Gaussian, cut off at ⌈3σ⌉, of sum 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 30, noNaN: true }), (sigma) => {
      const kernel = gaussianKernel(sigma)
      const radius = Math.ceil(3 * sigma)
      const expected = Array.from({ length: 2 * radius + 1 }, (_, n) =>
        Math.exp(-((n - radius) ** 2) / (2 * sigma * sigma)),
      )
      const sum = expected.reduce((a, b) => a + b)
      expect(kernel).toHaveLength(expected.length)
      for (const [n, weight] of expected.entries()) {
        expect(Math.abs(kernel[n] - weight / sum)).toBeLessThanOrEqual(1e-11 * (weight / sum) + 1e-300)
        expect(kernel[n]).toBe(kernel[2 * radius - n])
      }
    }),
  )
})

test('leaves a number as it is where σ is all but 0', () => {
  expect(gaussianKernel(1e-200)).toEqual(Float64Array.of(0, 1, 0))
})
