import { Arena } from '@antigrad/core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateControl, claimsWord } from '../control.js'
import { Claims } from './claims.js'

function crew(workers: number, pieces: number) {
  const counted = new Arena()
  allocateControl(counted, workers)
  const words = allocateControl(new Arena(new SharedArrayBuffer(counted.bytes)), workers)
  return Array.from({ length: workers }, (_, rank) => new Claims(words, rank, workers, pieces, () => {}))
}

describe('claims', () => {
  test('give every piece to one worker, phase after phase, in whichever order they come', () => {
    const turns = fc.array(fc.nat(), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 8 }),
        turns,
        (workers, pieces, turns) => {
          const claims = crew(workers, pieces)
          for (let phase = 0; phase < 3; phase++) {
            const taken: number[] = []
            const begun = new Set<number>()
            const left = new Set(claims.keys())
            for (let turn = 0; left.size > 0; turn++) {
              const rank = [...left][turns[turn % turns.length] % left.size]
              const piece = begun.has(rank) ? claims[rank].next() : claims[rank].first()
              begun.add(rank)
              if (piece < 0) left.delete(rank)
              else taken.push(piece)
            }
            expect(taken.sort((a, b) => a - b)).toEqual([...Array(workers * pieces).keys()])
          }
        },
      ),
    )
  })

  test('give a worker its own pieces first, in order, then the others', () => {
    const [, second] = crew(3, 2)
    const taken = [second.first()]
    for (let piece = second.next(); piece >= 0; piece = second.next()) taken.push(piece)
    expect(taken).toEqual([2, 3, 4, 5, 0, 1])
  })

  test('leave a worker with its piece where each has one', () => {
    const [first, second] = crew(2, 1)
    expect([second.first(), second.next()]).toEqual([1, -1])
    expect([first.first(), first.next()]).toEqual([0, -1])
  })

  test('outlive the largest count that a word holds', () => {
    const words = allocateControl(new Arena(new SharedArrayBuffer(4096)), 1)
    const claims = new Claims(words, 0, 1, 2 ** 30, () => {})
    for (let phase = 0; phase < 9; phase++) {
      expect(claims.first()).toBe(0)
      expect(claims.next()).toBe(1)
      // As if all the others had been taken too.
      words[claimsWord(0)] = ((phase + 1) * 2 ** 30) | 0
      expect(claims.next()).toBe(-1)
    }
  })
})
