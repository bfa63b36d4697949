// The library in ten lines: train on several cores, look at what was learned, keep the model.
import { writeFile } from 'node:fs/promises'
import { writeModel } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { ParallelTrainer } from '@antigrad/parallel'

const dataset = await openDataset('mnist', { seed: 1 })
const trainer = await ParallelTrainer.start({ dataset, hidden: [30], batchSize: 8, learningRate: 3, seed: 1 })
for (let epoch = 1; epoch <= 10; epoch++) await trainer.epoch()
process.stdout.write(`${(await trainer.evaluate()).accuracy} of the unseen digits\n`)
await writeFile('digits.safetensors', writeModel(trainer.network, { classes: dataset.train.classes }))
await trainer.close()
