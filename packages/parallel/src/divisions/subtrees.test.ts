import { blockCount, blockRows } from '@antigrad/core/internal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { additionsOf, mostSubtrees, rowsOf, type Subtree, subtreesOf } from './subtrees.js'

const counts = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 10_000 }))
const ranksOf = fc.integer({ min: 1, max: 70 })

/** The sum as it would be written, blocks as numbers. */
function written(subtrees: readonly Subtree[], blocks: number): string {
  const whole = (first: number, width: number): string => {
    if (width === 1) return `${first}`
    const [left, right] = [first, first + width / 2]
    return right < blocks
      ? `(${whole(left, width / 2)} + ${whole(right, width / 2)})`
      : whole(left, width / 2)
  }
  const parts = subtrees.map(({ first, width }) => ({ text: whole(first, width) }))
  for (const { sum, addend } of additionsOf(subtrees, parts)) sum.text = `(${sum.text} + ${addend.text})`
  return parts[0].text
}

test('any number of ranks makes the same sum', () => {
  fc.assert(
    fc.property(counts, ranksOf, (count, ranks) => {
      const blocks = blockCount(count)
      const all = Array.from({ length: ranks }, (_, rank) => subtreesOf(rank, ranks, count)).flat()
      const one = [{ first: 0, width: 2 ** Math.ceil(Math.log2(blocks)), rows: { first: 0, last: count } }]
      expect(written(all, blocks)).toBe(written(one, blocks))
    }),
  )
})

test('the rows of the ranks follow each other, whole blocks, none more than one block longer than another', () => {
  fc.assert(
    fc.property(counts, ranksOf, (count, ranks) => {
      let next = 0
      const blocks: number[] = []
      for (let rank = 0; rank < ranks; rank++) {
        const own = subtreesOf(rank, ranks, count)
        blocks.push(own.reduce((sum, { width }) => sum + width, 0))
        expect(own.length).toBeLessThanOrEqual(mostSubtrees(rank, ranks, count))
        if (own.length === 0) continue
        const { first, last } = rowsOf(own)
        expect(first).toBe(next)
        expect(first % blockRows(count)).toBe(0)
        next = last
      }
      expect(next).toBe(count)
      expect(Math.max(...blocks) - Math.min(...blocks)).toBeLessThanOrEqual(1)
    }),
  )
})
