import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differ, median, quantile, ratios, summarize } from './statistics.js'

test('median and quartiles', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(summarize([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 })
  expect(quantile([], 0.5)).toBeNaN()
})

test('a slow minute of the machine does not show in ratios by the round', () => {
  expect(ratios([200, 100, 200], [100, 50, 100])).toEqual([2, 2, 2])
})

test('quantiles rise, and lie within the sample', () => {
  const sample = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 })
  fc.assert(
    fc.property(sample, (values) => {
      const { low, median, high } = summarize(values)
      expect(low).toBeLessThanOrEqual(median)
      expect(median).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(Math.min(...values))
      expect(high).toBeLessThanOrEqual(Math.max(...values))
    }),
  )
})

test('samples differ where they lie apart, and not where they mix or are too small', () => {
  const low = [10, 11, 12, 13, 14, 15, 16]
  const high = low.map((value) => value + 100)
  expect(differ(low, high)).toBe(true)
  expect(
    differ(
      low,
      low.map((value) => value + 0.5),
    ),
  ).toBe(false)
  expect(differ([1, 1, 1], [9, 9, 9])).toBe(false)
})
