// Trains a little on two workers, and ends without closing the run.
import { ParallelTrainer } from '@antigrad/parallel'

const features = Float32Array.from({ length: 80 }, (_, n) => (n % 7) / 7)
const labels = Uint32Array.from({ length: 40 }, (_, n) => n % 2)
const part = { name: 'small', count: 40, inputs: 2, outputs: 2, features, labels, classes: ['a', 'b'] }
const dataset = { train: part, test: part }
const trainer = await ParallelTrainer.start({
  dataset,
  hidden: [8],
  batchSize: 4,
  learningRate: 1,
  seed: 1,
  workers: 2,
})
const results = await trainer.train({ epochs: 3 })
process.stdout.write(`${results.length} epochs\n`)
