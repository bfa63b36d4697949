import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomOf } from './slice.js'

test('each input has room for all rows, an odd number of cache lines, or none where that is too much', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: 1, max: 16 }),
  )
  fc.assert(
    fc.property(sizes, ([rows, inputs, workers]) => {
      const room = roomOf(rows, inputs, workers)
      if (room === 0) {
        expect((rows + 32) * inputs * workers).toBeGreaterThan(2 ** 23)
        return
      }
      expect(room).toBeGreaterThanOrEqual(rows)
      expect(room).toBeLessThan(rows + 32)
      expect((room / 16) % 2).toBe(1)
      expect(room * inputs * workers).toBeLessThanOrEqual(2 ** 23)
    }),
  )
  expect(roomOf(128, 784, 2)).toBe(144)
  expect(roomOf(60_000, 784, 1)).toBe(0)
})
