import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apart, thinned } from './plot.js'

const wanted = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 5 })

describe('apart', () => {
  test('labels keep their distance and their order, and stay above the last position', () => {
    fc.assert(
      fc.property(wanted, (positions) => {
        const found = apart(positions, 15, 200)
        const sorted = [...found].sort((a, b) => a - b)
        for (let n = 1; n < sorted.length; n++) {
          expect(sorted[n] - sorted[n - 1]).toBeGreaterThanOrEqual(15 - 1e-9)
        }
        expect(sorted[sorted.length - 1]).toBeLessThanOrEqual(200)
        // Downwards, as long as there is space.
        const space = 200 - 15 * (positions.length - 1)
        expect(sorted[0]).toBeGreaterThanOrEqual(Math.min(space, ...positions) - 1e-9)
        for (const [a, position] of positions.entries())
          for (const [b, other] of positions.entries())
            if (position < other) expect(found[a]).toBeLessThan(found[b])
      }),
    )
  })

  test('labels that do not overlap stay where they are', () => {
    expect(apart([100, 20, 60], 15, 200)).toEqual([100, 20, 60])
  })
})

describe('thinned', () => {
  test('keeps at most so many, in order, and the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 400 }), (length, most) => {
        const items = Array.from({ length }, (_, index) => index)
        const found = thinned(items, most)
        expect(found.length).toBeLessThanOrEqual(most)
        expect(found[found.length - 1]).toBe(length - 1)
        expect([...found].sort((a, b) => a - b)).toEqual(found)
      }),
    )
  })
})
