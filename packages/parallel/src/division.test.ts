import {
  Arena,
  placeWorkspace,
  planTraining,
  prepareWorkspace,
  type Workspace,
} from '@antigrad/core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divide, piecesOf, shardOf, suitsShares } from './division.js'

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

/** A workspace whose input i is lit in about `lit(i)` of 200 examples. */
function workspaceOf(sizes: readonly number[], lit: (input: number) => number): Workspace {
  const [inputs, ...rest] = sizes
  const outputs = rest[rest.length - 1]
  const count = 200
  const features = new Uint8Array(count * inputs)
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < inputs; i++) features[n * inputs + i] = (n * 37) % count < lit(i) * count ? 9 : 0
  }
  const labels = new Uint32Array(count)
  const part = { name: 'lit', count, inputs, outputs, features, labels, classes: [] }
  const dataset = { train: part, test: part }
  const options = { dataset, hidden: rest.slice(0, -1), batchSize: 16, learningRate: 1, seed: 1 }
  const plan = planTraining(options, 1, false)
  const counted = new Arena()
  placeWorkspace(counted, plan)
  const workspace = placeWorkspace(new Arena(new ArrayBuffer(counted.bytes)), plan)
  prepareWorkspace(workspace, options)
  return workspace
}

describe('suitsShares', () => {
  const suits = (sizes: readonly number[], workers: number, { density = 0.5, batchSize = 16 } = {}) => {
    const { plan } = workspaceOf(sizes, () => density)
    return suitsShares(plan.sizes, batchSize, plan.train.form, workers)
  }

  test('takes sparse networks of two layers whose blocks divide evenly among several workers', () => {
    expect([1, 2, 3, 4, 5, 8, 16].filter((workers) => suits([784, 128, 10], workers))).toEqual([2, 4, 8])
    expect([2, 4].filter((workers) => suits([784, 30, 10], workers))).toEqual([2])
    expect(suits([784, 10], 2)).toBe(false)
    expect(suits([784, 28, 10], 2)).toBe(false)
    expect(suits([784, 128, 65], 2)).toBe(false)
    expect(suits([784, 128, 64, 10], 2)).toBe(false)
    expect(suits([784, 128, 10], 2, { density: 1 })).toBe(false)
  })

  test('no share takes more than a second or so', () => {
    const suits = (units: number) => suitsShares([784, units, 10], 512, 'sparse', 2)
    expect([1000, 10_000, 19_000, 21_000, 1e6].map(suits)).toEqual([true, true, true, false, false])
  })

  test('and minibatches that are not large', () => {
    expect(suits([784, 128, 10], 2, { batchSize: 1024 })).toBe(true)
    expect(suits([784, 128, 10], 2, { batchSize: 1025 })).toBe(false)
  })
})

describe('divide', () => {
  test('gives every weight to one piece, and every input to one worker that sorts it', () => {
    const sizes = fc
      .tuple(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.integer({ min: 1, max: 30 })),
      )
      .map(([inputs, units, rest]) => [inputs, units, ...rest.slice(0, 3)])
    const density = fc.constantFrom(0, 0.2, 0.5, 1)
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 40 }), density, (sizes, workers, density) => {
        const workspace = workspaceOf(sizes, () => density)
        const { by, pieces, first, slices, sorted, endsApart } = divide(workspace, workers)
        if (by === 'units') expect(density).toBeLessThan(1)
        expect(slices.length).toBe(workers * pieces)
        if (sorted.length > 0) expect(sorted.map(({ rank }) => rank)).toEqual([...Array(workers).keys()])
        for (const [l, { inputs, outputs }] of workspace.architecture.layers.entries()) {
          const owners = new Uint8Array((inputs + 1) * outputs)
          for (const slice of slices) {
            const { rows, units } = slice[l]
            expect(units.first % 4).toBe(0)
            for (let i = rows.first; i < rows.last; i++)
              for (let j = units.first; j < units.last; j++) owners[i * outputs + j]++
          }
          expect(owners.every((count) => count === 1)).toBe(true)
        }
        const sorters = new Uint8Array(sizes[0])
        for (const { inputs } of sorted) for (let i = inputs.first; i < inputs.last; i++) sorters[i]++
        if (sorted.length > 0) expect(sorters.every((count) => count === 1)).toBe(true)
        if (!endsApart) return
        // Nothing but the worker's own: its units, what meets their activations, and no cells that another sorts.
        expect({ by, pieces, sorted }).toEqual({ by: 'units', pieces: 1, sorted: [] })
        for (const [rank, { units, parts }] of first.entries()) {
          expect(parts).toBe(1)
          expect(slices[rank][0].units).toEqual(units)
          const second = slices[rank].at(1)
          const biases = rank === workers - 1 ? 1 : 0
          if (second) expect(second.rows).toEqual({ first: units.first, last: units.last + biases })
        }
      }),
    )
  })

  test('sorts where a worker has many units of many rows, and nowhere else', () => {
    const sortedOf = (sizes: readonly number[], workers: number) =>
      divide(
        workspaceOf(sizes, () => 0.5),
        workers,
      ).sorted.length
    // Minibatches of 16.
    expect(sortedOf([100, 48, 10], 1)).toBe(0)
    expect(sortedOf([100, 52, 10], 1)).toBe(1)
    expect(sortedOf([100, 96, 10], 2)).toBe(0)
    expect(sortedOf([100, 100, 10], 2)).toBe(2)
    // By rows each worker has all units.
    expect(sortedOf([100, 52, 10], 16)).toBe(16)
  })

  test('by units, all pieces of a worker are of its own units', () => {
    const { by, pieces, slices } = divide(
      workspaceOf([784, 300, 10], () => 0.5),
      3,
    )
    expect(by).toBe('units')
    expect(pieces).toBeGreaterThan(1)
    const firstUnits = slices.map(([{ units }]) => units.first)
    for (const [piece, first] of firstUnits.entries())
      expect(first).toBe(firstUnits[piece - (piece % pieces)])
    expect(new Set(firstUnits).size).toBe(3)
  })

  test('by units, of which a worker has many, each piece has units of its own, whole panels of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 1200 }), (workers, more) => {
        const units = 4 * 64 * workers + more
        const { by, pieces, first, slices } = divide(
          workspaceOf([784, units, 10], () => 0.5),
          workers,
        )
        expect(by).toBe('units')
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
        expect(next).toBe(units)
      }),
      { numRuns: 20 },
    )
  })

  test('small steps are one piece a worker, large ones several, those of one worker never', () => {
    const piecesOf = (sizes: readonly number[], workers: number) =>
      divide(
        workspaceOf(sizes, () => 1),
        workers,
      ).pieces
    expect(piecesOf([99, 40], 2)).toBe(1)
    expect(piecesOf([784, 128, 10], 2)).toBe(4)
    expect(piecesOf([784, 128, 10], 1)).toBe(1)
    expect(piecesOf([784, 800, 10], 1)).toBe(1)
  })

  test('small steps by units end apart, larger ones and those by rows do not', () => {
    const endsApart = (sizes: readonly number[], workers: number) =>
      divide(
        workspaceOf(sizes, () => 0.5),
        workers,
      ).endsApart
    expect(endsApart([100, 32, 10], 2)).toBe(true)
    expect(endsApart([784, 200, 10], 2)).toBe(false)
    expect(endsApart([100, 28, 10], 2)).toBe(false)
  })

  test('no piece takes more than a second or so, however large the step and however few the workers', () => {
    expect(piecesOf(1e9, 1)).toBe(1)
    expect(piecesOf(1e12, 1)).toBe(250)
    expect(piecesOf(1e12, 5)).toBe(50)
  })

  test('cuts a dense layer in even parts', () => {
    const { slices } = divide(
      workspaceOf([99, 40], () => 1),
      4,
    )
    expect(slices.map(([{ rows }]) => rows.last - rows.first)).toEqual([25, 25, 25, 25])
  })

  test('gives less of what is lit often, more of what is lit seldom', () => {
    const { by, slices } = divide(
      workspaceOf([100, 8], (i) => (i < 50 ? 0.05 : 0.6)),
      2,
    )
    const [dark, bright] = slices.map(([{ rows }]) => rows)
    expect(by).toBe('rows')
    expect(dark.last - dark.first).toBeGreaterThan(60)
    expect(bright.last).toBe(101)
  })
})
