// The library in ten lines: train on every core, look at what was learned, keep the model.
import { writeFile } from 'node:fs/promises'
import { writeModel } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { ParallelTrainer } from '@antigrad/parallel'

const dataset = await openDataset('mnist', { seed: 1 })
const trainer = await ParallelTrainer.start({
  dataset,
  hidden: [30],
  batchSize: 10,
  learningRate: 3,
  seed: 1,
})
for (let epoch = 1; epoch <= 10; epoch++) await trainer.epoch()
const { accuracy } = await trainer.evaluate()
process.stdout.write(`${(100 * accuracy).toFixed(2)} % of ${dataset.test.count} unseen digits\n`)
await writeFile(
  process.argv[2] ?? 'digits.safetensors',
  writeModel(trainer.network, { classes: dataset.train.classes }),
)
await trainer.close()
