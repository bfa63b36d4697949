import fc from 'fast-check'
import { expect, test } from 'vitest'
import { affineMapOf } from './affine-map.js'
import { rescale } from './range.js'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const range = fc
  .tuple(number, fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
  .map(([low, width]) => ({ low, high: low + width }))

test('the map takes numbers where rescale takes them, and back', () => {
  fc.assert(
    fc.property(range, range, fc.double({ min: -1, max: 2, noNaN: true }), (from, to, share) => {
      const { offsets, divisors, base } = affineMapOf([from], to, 'argument')
      const value = from.low + share * (from.high - from.low)
      const scaled = base + (value - offsets[0]) / divisors[0]
      const size = Math.max(...[from.low, from.high, to.low, to.high].map(Math.abs))
      const steep = Math.max(1, 1 / Math.abs(divisors[0]))
      expect(Math.abs(scaled - rescale(value, from, to))).toBeLessThanOrEqual(1e-14 * size * steep * 8)
      const back = offsets[0] + (scaled - base) * divisors[0]
      expect(Math.abs(back - value)).toBeLessThanOrEqual(
        1e-14 * size * Math.max(1, Math.abs(divisors[0])) * 8,
      )
    }),
  )
})

test.each([0, 0.7, -3e5])('where all are %d, every argument is the same, and every value', (single) => {
  const from = { low: single, high: single }
  const argument = affineMapOf([from], { low: -1, high: 1 }, 'argument')
  for (const value of [single, single + 1, 1e6])
    expect(Math.fround(argument.base + (value - argument.offsets[0]) / argument.divisors[0])).toBe(0)
  const value = affineMapOf([from], { low: 0.25, high: 0.75 }, 'value')
  for (const output of [0, 0.5, 1])
    expect(value.offsets[0] + (output - value.base) * value.divisors[0]).toBeCloseTo(single, 14)
})
