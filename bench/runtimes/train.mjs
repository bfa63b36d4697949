// RUNTIME train.mjs <task.json>: trains a scenario through the library, in whatever runtime runs this file. The last
// line is the result.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const { checkout, data, seed, hidden, batchSize, learningRate, examples, threads, kernels, seconds } =
  JSON.parse(readFileSync(process.argv[2], 'utf8'))
const bench = createRequire(join(checkout, 'apps/bench/package.json'))
const load = (name) => import(pathToFileURL(bench.resolve(name)).href)
const { ParallelTrainer, enableWideKernels } = await load('@antigrad/parallel')
if (kernels === 'wide' && !enableWideKernels()) throw new Error('this runtime does not pack registers')
const { openDataset } = await load('@antigrad/data')
const { weightBytes } = await load('@antigrad/core')

const { train, test } = await openDataset(data, { seed })
const inputs = train.inputs
const count = Math.min(examples, train.count)
const dataset = {
  train: {
    ...train,
    count,
    features: train.features.subarray(0, count * inputs),
    labels: train.labels.subarray(0, count),
  },
  test: {
    ...test,
    count: 1,
    features: test.features.subarray(0, inputs),
    labels: test.labels.subarray(0, 1),
  },
}
const trainer = await ParallelTrainer.start({
  dataset,
  hidden,
  batchSize,
  learningRate,
  seed,
  workers: threads,
  kernels,
})
// The weights that are compared are those of the first epoch; the speed is the median of the epochs after it.
await trainer.epoch()
const { architecture, parameters } = trainer.network
const hash = createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')
const rates = []
const until = performance.now() + seconds * 1000
do {
  const began = performance.now()
  await trainer.epoch()
  rates.push((count * 1000) / (performance.now() - began))
} while (performance.now() < until)
await trainer.close()
rates.sort((a, b) => a - b)
process.stdout.write(`${JSON.stringify({ examplesPerSecond: rates[Math.floor(rates.length / 2)], hash })}\n`)
process.exit(0)
