// A network of today: layers as data, a head, an update rule and a schedule; the same bits on any number of threads.
import { adamw, cosine } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { ParallelTrainer } from '@antigrad/parallel'

const dataset = await openDataset('mnist', { seed: 1 })
const epochs = 10
const trainer = await ParallelTrainer.start({
  dataset,
  hidden: [{ units: 128, activation: 'relu', dropout: 0.2 }],
  head: 'softmax-cross-entropy',
  update: adamw({ weightDecay: 0.01 }),
  schedule: cosine({ warmup: 500 }),
  epochs,
  learningRate: 0.002,
  labelSmoothing: 0.05,
  batchSize: 32,
  seed: 1,
})
for (let epoch = 1; epoch <= epochs; epoch++) await trainer.epoch()
const { accuracy } = await trainer.evaluate()
process.stdout.write(`${accuracy} of the unseen digits\n`)
await trainer.close()
