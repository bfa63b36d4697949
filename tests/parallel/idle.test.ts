import { ParallelTrainer } from '@antigrad/parallel'
import { expect, test } from 'vitest'
import { randomDataset } from './random-run.js'

const WORKERS = 16

test('workers that have nothing to do sleep: they would disturb others that train', async () => {
  const part = randomDataset('sparse', 20, 5, 2, 1)
  const dataset = { train: part, test: part }
  const run = { dataset, hidden: [4], batchSize: 10, learningRate: 1, seed: 1, workers: WORKERS }
  const trainer = await ParallelTrainer.start(run)
  try {
    await trainer.epoch()
    await new Promise((resolve) => setTimeout(resolve, 200))
    const before = process.resourceUsage().voluntaryContextSwitches
    await new Promise((resolve) => setTimeout(resolve, 1000))
    // Each time that a thread goes to sleep is counted, those of the test's own process too.
    expect(process.resourceUsage().voluntaryContextSwitches - before).toBeLessThan(4 * WORKERS)
  } finally {
    await trainer.close()
  }
})
