import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockCount, blockRows } from './row-blocks.js'

test('up to 128 rows are one block', () => {
  for (let count = 1; count <= 128; count++) expect(blockCount(count)).toBe(1)
})

test('more are two, four, … 64 blocks at most, each as large as the others but the last ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 129, max: 100_000 }), (count) => {
      const rows = blockRows(count)
      const blocks = blockCount(count)
      expect(blocks).toBeGreaterThan(1)
      expect(blocks).toBeLessThanOrEqual(64)
      expect((blocks - 1) * rows).toBeLessThan(count)
      // The power of two that so many belong to.
      const whole = 2 ** Math.ceil(Math.log2(blocks))
      expect(rows).toBe(Math.ceil(count / whole))
    }),
  )
})

test('some sizes', () => {
  expect([129, 200, 256, 257, 512, 1024, 2048, 8192, 20_000].map(blockCount)).toEqual([
    2, 2, 2, 4, 4, 8, 16, 64, 64,
  ])
})
