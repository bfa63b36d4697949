import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf } from './blocks.js'

const lengths = (units: number, outputs: number) =>
  blocksOf(units, outputs).map(({ first, last }) => last - first)

test('blocks are consecutive whole registers, a power of two of them, as even as registers allow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 300 }), (units, outputs) => {
      const blocks = blocksOf(units, outputs)
      expect([1, 2, 4, 8]).toContain(blocks.length)
      let next = 0
      for (const { first, last } of blocks) {
        expect(first).toBe(next)
        expect(first % 4).toBe(0)
        next = last
      }
      expect(next).toBe(units)
      const registers = blocks.map(({ first, last }) => Math.ceil((last - first) / 4))
      expect(Math.max(...registers) - Math.min(...registers)).toBeLessThanOrEqual(1)
      if (blocks.length > 1) expect(Math.min(...registers)).toBeGreaterThanOrEqual(4)
    }),
  )
})

test('as many as the units fill, eight at most; one where the outputs are many', () => {
  expect(lengths(28, 10)).toEqual([28])
  expect(lengths(30, 10)).toEqual([16, 14])
  expect(lengths(30, 16)).toEqual([30])
  expect(lengths(64, 10)).toEqual([16, 16, 16, 16])
  expect(lengths(128, 10)).toEqual(Array(8).fill(16))
  expect(lengths(800, 10)).toEqual(Array(8).fill(100))
  expect(lengths(800, 401)).toEqual([800])
  expect(lengths(800, 200)).toEqual([200, 200, 200, 200])
  expect(lengths(128, 17)).toEqual([32, 32, 32, 32])
})
