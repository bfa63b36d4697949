import { stepNeeds } from '@antigrad/core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectCover, sizesOf } from './fixtures/cover.js'
import { workspaceOf } from './fixtures/workspace-of.js'
import { units } from './units.js'

/** Minibatches of 16, half of the inputs lit. */
const planOf = (sizes: readonly number[], workers: number) =>
  units.plan(
    workspaceOf(sizes, () => 0.5),
    workers,
  )

test('they suit sparse examples and enough units for all workers', () => {
  const suits = (form: 'sparse' | 'bytes' | 'floats', hidden: number, workers: number) =>
    units.suits({ sizes: [784, hidden, 10], batchSize: 16, form, needs: stepNeeds({}) }, workers)
  expect(suits('sparse', 29, 2)).toBe(true)
  expect(suits('sparse', 28, 2)).toBe(false)
  expect(suits('sparse', 28, 1)).toBe(true)
  expect(suits('bytes', 1000, 2)).toBe(false)
  expect(suits('floats', 1000, 2)).toBe(false)
})

test('every weight belongs to one piece, and every input is sorted by one worker', () => {
  fc.assert(
    fc.property(
      sizesOf,
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(0, 0.2, 0.5),
      (sizes, workers, density) => {
        const { architecture } = workspaceOf(sizes, () => density)
        fc.pre(units.suits({ sizes, batchSize: 16, form: 'sparse', needs: stepNeeds({}) }, workers))
        const plan = units.plan(
          workspaceOf(sizes, () => density),
          workers,
        )
        const { pieces, first, slices, sorted, skipsFinalBarrier } = plan
        expectCover(architecture, workers, plan)
        if (!skipsFinalBarrier) return
        // Nothing but the worker's own: its units, what their activations multiply, and no cells that another sorts.
        expect({ pieces, sorted }).toEqual({ pieces: 1, sorted: [] })
        for (const [rank, { units, parts }] of first.entries()) {
          expect(parts).toBe(1)
          expect(slices[rank][0].units).toEqual(units)
          const second = slices[rank].at(1)
          const biases = rank === workers - 1 ? 1 : 0
          if (second) expect(second.rows).toEqual({ first: units.first, last: units.last + biases })
        }
      },
    ),
  )
})

test('a minibatch is sorted where a worker has many units, and nowhere else', () => {
  const sortedOf = (hidden: number, workers: number) => planOf([100, hidden, 10], workers).sorted.length
  expect(sortedOf(48, 1)).toBe(0)
  expect(sortedOf(52, 1)).toBe(1)
  expect(sortedOf(96, 2)).toBe(0)
  expect(sortedOf(100, 2)).toBe(2)
})

test('all pieces of a worker are of its own units', () => {
  const { pieces, slices } = planOf([784, 300, 10], 3)
  expect(pieces).toBeGreaterThan(1)
  const firstUnits = slices.map(([{ units }]) => units.first)
  for (const [piece, first] of firstUnits.entries()) expect(first).toBe(firstUnits[piece - (piece % pieces)])
  expect(new Set(firstUnits).size).toBe(3)
})

test('where a worker has many units, each piece has units of its own, whole panels of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 1200 }), (workers, more) => {
      const hidden = 4 * 64 * workers + more
      const { pieces, first, slices } = planOf([784, hidden, 10], workers)
      expect(first).toHaveLength(workers * pieces)
      let next = 0
      for (const [piece, { units, part, parts }] of first.entries()) {
        expect([part, parts]).toEqual([0, 1])
        expect(units.first).toBe(next)
        expect(units.last).toBeGreaterThan(units.first)
        if (piece % pieces < pieces - 1) expect(units.last % 64).toBe(0)
        expect(slices[piece][0]).toEqual({ rows: { first: 0, last: 785 }, units })
        next = units.last
      }
      expect(next).toBe(hidden)
    }),
    { numRuns: 20 },
  )
})

describe('small steps', () => {
  test('skip the final barrier, larger ones do not', () => {
    expect(planOf([100, 32, 10], 2).skipsFinalBarrier).toBe(true)
    expect(planOf([784, 200, 10], 2).skipsFinalBarrier).toBe(false)
  })

  test('are one piece a worker, large ones several', () => {
    expect(planOf([100, 32, 10], 2).pieces).toBe(1)
    expect(planOf([784, 200, 10], 2).pieces).toBe(4)
  })
})
