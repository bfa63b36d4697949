import { Arena, placeWorkspace, planTraining, prepareWorkspace, type Workspace } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divide, shardOf } from './shares.js'

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

describe('divide', () => {
  test('gives every weight to one worker, and every input to one that sorts it', () => {
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
        const { by, slices } = divide(workspace, workers)
        if (by === 'units') expect(density).toBeLessThan(1)
        expect(slices.length).toBe(workers)
        for (const [l, { inputs, outputs }] of workspace.architecture.layers.entries()) {
          const owners = new Uint8Array((inputs + 1) * outputs)
          for (const { blocks } of slices) {
            const { rows, units } = blocks[l]
            expect(units.first % 4).toBe(0)
            for (let i = rows.first; i < rows.last; i++)
              for (let j = units.first; j < units.last; j++) owners[i * outputs + j]++
          }
          expect(owners.every((count) => count === 1)).toBe(true)
        }
        const sorters = new Uint8Array(sizes[0])
        for (const { sorted } of slices) for (let i = sorted.first; i < sorted.last; i++) sorters[i]++
        expect(sorters.every((count) => count === 1)).toBe(true)
      }),
    )
  })

  test('by units, the second layer’s rows are those that the worker’s own units feed', () => {
    const { by, slices } = divide(
      workspaceOf([50, 128, 10], () => 0.2),
      3,
    )
    expect(by).toBe('units')
    for (const [rank, { blocks }] of slices.entries()) {
      expect(blocks[1].rows.first).toBe(blocks[0].units.first)
      expect(blocks[1].rows.last).toBe(blocks[0].units.last + (rank === 2 ? 1 : 0))
    }
  })

  test('cuts a dense layer in even parts', () => {
    const { slices } = divide(
      workspaceOf([99, 40], () => 1),
      4,
    )
    expect(slices.map(({ blocks: [{ rows }] }) => rows.last - rows.first)).toEqual([25, 25, 25, 25])
  })

  test('gives less of what is lit often, more of what is lit seldom', () => {
    const { by, slices } = divide(
      workspaceOf([100, 8], (i) => (i < 50 ? 0.05 : 0.6)),
      2,
    )
    const [dark, bright] = slices.map(({ blocks }) => blocks[0].rows)
    expect(by).toBe('rows')
    expect(dark.last - dark.first).toBeGreaterThan(60)
    expect(bright.last).toBe(101)
  })
})
