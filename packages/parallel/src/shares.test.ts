import { Arena, placeWorkspace, planTraining, prepareWorkspace, type Workspace } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shardOf, sliceRows } from './shares.js'

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

describe('sliceRows', () => {
  test('gives every row of every layer to one worker, in order', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 5 })
    const density = fc.constantFrom(0, 0.2, 0.5, 1)
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 40 }), density, (sizes, workers, density) => {
        const workspace = workspaceOf(sizes, () => density)
        let next = 0
        for (const { first, last } of sliceRows(workspace, workers)) {
          expect(first).toBe(next)
          expect(last).toBeGreaterThanOrEqual(first)
          next = last
        }
        expect(next).toBe(workspace.architecture.rows)
      }),
    )
  })

  test('cuts a dense layer in even parts', () => {
    const slices = sliceRows(
      workspaceOf([99, 40], () => 1),
      4,
    )
    expect(slices.map(({ first, last }) => last - first)).toEqual([25, 25, 25, 25])
  })

  test('gives less of what is lit often, more of what is lit seldom', () => {
    const [dark, bright] = sliceRows(
      workspaceOf([100, 40], (i) => (i < 50 ? 0.05 : 0.6)),
      2,
    )
    expect(dark.last - dark.first).toBeGreaterThan(60)
    expect(bright.last).toBe(101)
  })
})
