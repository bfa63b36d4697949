// antigrad itself, by the same rules: through the library, as a program would use it.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const bench = createRequire(new URL('../../../apps/bench/package.json', import.meta.url))
const { openDataset } = await import(pathToFileURL(bench.resolve('@antigrad/data')).href)
const { ParallelTrainer } = await import(pathToFileURL(bench.resolve('@antigrad/parallel')).href)

export const version = () => 'this commit'
export const ownThreads = true

export async function createLearner({ task, threads }) {
  const { train, test: testPart } = await openDataset(task.data, { seed: task.seed })
  const dataset = {
    train: {
      ...train,
      count: task.examples,
      features: train.features.subarray(0, task.examples * train.inputs),
      labels: train.labels.subarray(0, task.examples),
    },
    test: testPart,
  }
  const { batchSize, learningRate, seed } = task
  const hidden = task.sizes.slice(1, -1)
  const trainer = await ParallelTrainer.start({
    dataset,
    hidden,
    batchSize,
    learningRate,
    seed,
    workers: threads,
  })
  return {
    chunk: task.examples,
    // It orders the examples itself: the same share of work as the others' copies of minibatches.
    train: async () => {
      await trainer.epoch()
    },
    accuracy: async () => (await trainer.evaluate()).accuracy,
    close: () => trainer.close(),
  }
}
