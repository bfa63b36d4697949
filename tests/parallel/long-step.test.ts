import { ParallelTrainer } from '@antigrad/parallel'
import { expect, test } from 'vitest'
import { randomDataset } from './random-run.js'

test('a step that takes longer than the patience is no stalled worker', async () => {
  const rows = 8000
  const part = randomDataset('bytes', rows, 8, 2, 1)
  const dataset = { train: part, test: part }
  const patience = 2
  const run = {
    dataset,
    hidden: [3000, 3000],
    batchSize: rows,
    learningRate: 0.1,
    seed: 1,
    workers: 1,
    patience,
  }
  const trainer = await ParallelTrainer.start(run)
  const began = performance.now()
  try {
    await expect(trainer.epoch()).resolves.toMatchObject({ epoch: 1 })
  } finally {
    await trainer.close()
  }
  // Forward and deltas, one phase, take two thirds of it: longer than a worker may be silent, or the test says nothing.
  expect((performance.now() - began) / 1000).toBeGreaterThan(2 * patience)
}, 120_000)
