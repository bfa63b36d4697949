import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ticks } from './ticks.js'

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true })

test('ticks are few, even, and within', () => {
  fc.assert(
    fc.property(coordinate, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, width) => {
      const range = { low, high: low + width }
      const all = ticks(range, 5)
      expect(all.length).toBeGreaterThanOrEqual(2)
      expect(all.length).toBeLessThanOrEqual(7)
      for (const at of all) {
        expect(at).toBeGreaterThanOrEqual(range.low - width * 1e-6 - Math.abs(low) * 1e-9)
        expect(at).toBeLessThanOrEqual(range.high + width * 1e-6 + Math.abs(low) * 1e-9)
      }
    }),
  )
})
