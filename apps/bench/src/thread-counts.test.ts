import fc from 'fast-check'
import { expect, test } from 'vitest'
import { threadCounts } from './flags.js'
import { defaultThreadCounts, withOne } from './thread-counts.js'

test('every count from 1 to the cores, and one more', () => {
  expect(defaultThreadCounts(1)).toEqual([1, 2])
  expect(defaultThreadCounts(2)).toEqual([1, 2, 3])
  expect(defaultThreadCounts(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('for a quick look fewer: doubled, the cores, and one more', () => {
  expect(defaultThreadCounts(2, true)).toEqual([1, 2, 3])
  expect(defaultThreadCounts(12, true)).toEqual([1, 2, 4, 8, 12, 13])
})

test('on any machine: ascending, from 1 to one beyond the cores, few enough', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 512 }), fc.boolean(), (cores, quick) => {
      const counts = defaultThreadCounts(cores, quick)
      expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b))
      expect(counts[0]).toBe(1)
      expect(counts).toContain(cores)
      expect(counts.at(-1)).toBe(cores + 1)
      expect(counts.length).toBeLessThan(quick ? 13 : 30)
      expect(counts.every(Number.isInteger)).toBe(true)
    }),
  )
})

test('the flag takes counts in any order, and nothing else', () => {
  expect(threadCounts('4,1,2,2')).toEqual([1, 2, 4])
  for (const text of ['0', '1,0', '', '1,,2', '-1', '1.5', '257', 'all']) {
    expect(() => threadCounts(text)).toThrow(/1,2,4/)
  }
  expect(withOne([2, 4])).toEqual([1, 2, 4])
  expect(withOne([1, 2])).toEqual([1, 2])
})
