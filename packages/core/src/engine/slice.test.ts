import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capacityOf } from './slice.js'

test('each input has a capacity for all rows, an odd number of cache lines, or none where that is too much', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: 1, max: 16 }),
  )
  fc.assert(
    fc.property(sizes, ([rows, inputs, workers]) => {
      const capacity = capacityOf(rows, inputs, workers)
      if (capacity === 0) {
        expect((rows + 32) * inputs * workers).toBeGreaterThan(2 ** 23)
        return
      }
      expect(capacity).toBeGreaterThanOrEqual(rows)
      expect(capacity).toBeLessThan(rows + 32)
      expect((capacity / 16) % 2).toBe(1)
      expect(capacity * inputs * workers).toBeLessThanOrEqual(2 ** 23)
    }),
  )
  expect(capacityOf(128, 784, 2)).toBe(144)
  expect(capacityOf(60_000, 784, 1)).toBe(0)
})
