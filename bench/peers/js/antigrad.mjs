// antigrad itself, by the same rules: through the library, as a program would use it.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const bench = createRequire(new URL('../../../apps/bench/package.json', import.meta.url))
const { openDataset } = await import(pathToFileURL(bench.resolve('@antigrad/data')).href)
const { ParallelTrainer } = await import(pathToFileURL(bench.resolve('@antigrad/parallel')).href)

export const version = () => 'this commit'
export const ownThreads = true

export async function createLearner({ task, threads }) {
  const { sizes, batchSize, learningRate, seed } = task
  const dataset = await openDataset(task.data, { seed })
  const trainer = await ParallelTrainer.start({
    dataset,
    hidden: sizes.slice(1, -1),
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
