import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf, shardOf } from './pieces.js'

describe('shardOf', () => {
  test('cuts a minibatch into consecutive shards that differ by a row at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), fc.nat(2000), (workers, count) => {
        let next = 0
        const sizes: number[] = []
        for (let rank = 0; rank < workers; rank++) {
          const { from, to } = shardOf(rank, workers, count)
          expect(from).toBe(next)
          next = to
          sizes.push(to - from)
        }
        expect(next).toBe(count)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('no piece takes more than a second or so, however large the step and however few the workers', () => {
  expect(piecesOf(1e9, 1)).toBe(1)
  expect(piecesOf(1e12, 1)).toBe(250)
  expect(piecesOf(1e12, 5)).toBe(50)
})
