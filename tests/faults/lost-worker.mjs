// A whole program that trains with a worker that dies: node lost-worker.mjs <query of deadly-probe.mjs>.
// It prints what it met and how many threads it closed, and is done when nothing keeps it alive.
import { ParallelTrainer } from '@antigrad/parallel'

const part = {
  name: 'four',
  count: 4,
  inputs: 2,
  outputs: 2,
  features: Uint8Array.of(0, 0, 0, 255, 255, 0, 255, 255),
  labels: Uint32Array.of(0, 1, 1, 0),
  classes: ['even', 'odd'],
}
const trainer = await ParallelTrainer.start({
  dataset: { train: part, test: part },
  hidden: [3],
  batchSize: 4,
  learningRate: 1,
  seed: 1,
  workers: 2,
  patience: 3,
  probe: new URL(`./deadly-probe.mjs?${process.argv[2]}`, import.meta.url).href,
})
let met = 'nothing'
try {
  for (let epoch = 0; epoch < 3; epoch++) await trainer.epoch()
} catch (error) {
  met = `${error.name}: ${error.message}`
}
await trainer.close()
process.stdout.write(met)
