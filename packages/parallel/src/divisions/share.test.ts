import type { Dataset } from '@antigrad/core'
import {
  allocateShared,
  allocateWorkspace,
  indexOf,
  planTraining,
  prepareWorkspace,
} from '@antigrad/core/internal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocateShares, loadShare, storeShare } from './share.js'

function runOf(inputs: number, units: number, outputs: number, workers: number) {
  const part: Dataset = {
    name: 'dark',
    count: 3,
    inputs,
    outputs,
    features: new Uint8Array(3 * inputs),
    labels: new Uint32Array(3),
    classes: [],
  }
  const options = {
    dataset: { train: part, test: part },
    hidden: [units],
    batchSize: 3,
    learningRate: 1,
    seed: 1,
  }
  const plan = planTraining(options)
  const { views: run } = allocateShared('plain', (arena) => {
    const workspace = allocateWorkspace(arena, plan)
    return { workspace, shares: allocateShares(arena, workspace, workers) }
  })
  prepareWorkspace(run.workspace, options)
  return run
}

const cases = fc
  .constantFrom(2, 4, 8)
  .chain((workers) =>
    fc.tuple(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 16 * workers, max: 300 }),
      fc.integer({ min: 1, max: 16 }),
      fc.constant(workers),
    ),
  )

test('shares have every parameter once, and give back what they took', () => {
  fc.assert(
    fc.property(cases, ([inputs, units, outputs, workers]) => {
      const { workspace, shares } = runOf(inputs, units, outputs, workers)
      const { parameters, layers } = workspace
      // A number of its own for each parameter; padding stays 0.
      let number = 0
      for (const layer of layers)
        for (let i = 0; i < layer.rows; i++)
          for (let j = 0; j < layer.columns; j++) layer.values[indexOf(layer, i, j)] = ++number
      const before = parameters.slice()
      for (const share of shares) loadShare(workspace, share)
      const taken = shares.flatMap(({ workspace }) =>
        [...workspace.parameters].filter((value) => value !== 0),
      )
      expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: number }, (_, n) => n + 1))
      const other = (value: number) => (value === 0 ? 0 : -value)
      for (const { workspace } of shares) workspace.parameters.set(workspace.parameters.map(other))
      for (const share of shares) storeShare(workspace, share)
      expect(parameters).toEqual(before.map(other))
    }),
    { numRuns: 40 },
  )
})

test('the units of the shares follow each other, and their blocks are those of the run', () => {
  const { workspace, shares } = runOf(5, 300, 10, 4)
  const { blocks } = workspace.architecture.layers[1]
  let next = 0
  for (const { units, workspace } of shares) {
    expect(units.first).toBe(next)
    next = units.last
    const own = workspace.architecture.layers[1].blocks.map(({ first, last }) => ({
      first: first + units.first,
      last: last + units.first,
    }))
    expect(own).toEqual(blocks.filter(({ first }) => units.first <= first && first < units.last))
  }
  expect(next).toBe(300)
})
