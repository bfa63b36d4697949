import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectCover, sizesOf } from './fixtures/cover.js'
import { workspaceOf } from './fixtures/workspace-of.js'
import { rows } from './rows.js'

const planOf = (sizes: readonly number[], workers: number, lit: (input: number) => number) =>
  rows.plan(workspaceOf(sizes, lit), workers)

test('every weight belongs to one piece, and every input is sorted by one worker', () => {
  const density = fc.constantFrom(0, 0.2, 0.5, 1)
  fc.assert(
    fc.property(sizesOf, fc.integer({ min: 1, max: 40 }), density, (sizes, workers, density) => {
      const workspace = workspaceOf(sizes, () => density)
      expectCover(workspace.architecture, workers, rows.plan(workspace, workers))
    }),
  )
})

test('a minibatch of many units is sorted', () => {
  const sortedOf = (hidden: number, workers: number) =>
    planOf([100, hidden, 10], workers, () => 0.5).sorted.length
  // Minibatches of 16.
  expect(sortedOf(48, 16)).toBe(0)
  expect(sortedOf(52, 16)).toBe(16)
})

test('small steps are one piece a worker, large ones several, those of one worker never', () => {
  const piecesOf = (sizes: readonly number[], workers: number) => planOf(sizes, workers, () => 1).pieces
  expect(piecesOf([99, 40], 2)).toBe(1)
  expect(piecesOf([784, 128, 10], 2)).toBe(4)
  expect(piecesOf([784, 128, 10], 1)).toBe(1)
  expect(piecesOf([784, 800, 10], 1)).toBe(1)
})

test('cuts a dense layer in even parts', () => {
  const { slices } = planOf([99, 40], 4, () => 1)
  expect(slices.map(([{ rows }]) => rows.last - rows.first)).toEqual([25, 25, 25, 25])
})

test('gives less of what is lit often, more of what is lit seldom', () => {
  const { slices } = planOf([100, 8], 2, (i) => (i < 50 ? 0.05 : 0.6))
  const [dark, bright] = slices.map(([{ rows }]) => rows)
  expect(dark.last - dark.first).toBeGreaterThan(60)
  expect(bright.last).toBe(101)
})
