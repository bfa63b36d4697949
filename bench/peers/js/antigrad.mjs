// antigrad itself, by the same rules: through the library, as a program would use it.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

// Of this checkout, or of another one that has been built.
const checkout = process.env.ANTIGRAD_CHECKOUT ?? fileURLToPath(new URL('../../../', import.meta.url))
const bench = createRequire(join(checkout, 'apps/bench/package.json'))
const { openDataset } = await import(pathToFileURL(bench.resolve('@antigrad/data')).href)
const { adam } = await import(pathToFileURL(bench.resolve('@antigrad/core')).href)
const { ParallelTrainer, enableWideKernels } = await import(
  pathToFileURL(bench.resolve('@antigrad/parallel')).href
)
// As the command does, where V8 packs two registers in one; commits before had no such kernels.
const kernels = enableWideKernels?.() ? { kernels: 'wide' } : {}

export const version = () =>
  process.env.ANTIGRAD_CHECKOUT ? 'another checkout' : `this commit, ${process.version}`
export const ownThreads = true

export async function createLearner({ task, threads }) {
  const { sizes, batchSize, learningRate, seed, label, recipe } = task
  const units = sizes.slice(1, -1)
  const network =
    recipe === 'modern'
      ? {
          hidden: units.map((of) => ({ units: of, activation: 'relu' })),
          head: 'softmax-cross-entropy',
          update: adam(),
        }
      : { hidden: units }
  const dataset = await openDataset(task.data, { seed, ...(label && { label: [label] }) })
  const trainer = await ParallelTrainer.start({
    dataset,
    ...network,
    batchSize,
    learningRate,
    seed,
    workers: threads,
    ...kernels,
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
