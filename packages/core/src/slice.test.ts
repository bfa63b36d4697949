import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomOf } from './slice.js'

test('each input has room for all rows, an odd number of cache lines, or none where that is too much', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 3000 }), (rows, inputs) => {
      const room = roomOf(rows, inputs)
      if (room === 0) {
        expect((rows + 32) * inputs).toBeGreaterThan(2 ** 19)
        return
      }
      expect(room).toBeGreaterThanOrEqual(rows)
      expect(room).toBeLessThan(rows + 32)
      expect((room / 16) % 2).toBe(1)
      expect(room * inputs).toBeLessThanOrEqual(2 ** 19)
    }),
  )
  expect(roomOf(128, 784)).toBe(144)
  expect(roomOf(1024, 784)).toBe(0)
})
