// Runs that a test trains on one thread and the ranks of a job together: each makes the examples for itself.
import { createHash } from 'node:crypto'
import { adam, sgd, weightBytes } from '@antigrad/core'

const INPUTS = 300
const CLASSES = 4

/** Floats of [0, 1), half of them 0, and a class that follows from them. */
function examples(count, seed) {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const features = Float32Array.from({ length: count * INPUTS }, () => Math.max(0, 2 * random() - 1))
  const labels = Uint32Array.from({ length: count }, (_, n) => Math.floor(CLASSES * features[n * INPUTS]))
  const classes = Array.from({ length: CLASSES }, (_, n) => `${n}`)
  return { name: 'small', count, inputs: INPUTS, outputs: CLASSES, features, labels, classes }
}

const dataset = { train: examples(1300, 1), test: examples(150, 2) }

/** Minibatches of one block and of several, the last of an epoch shorter; layers that count as short and as long. */
export const RUNS = [
  { dataset, hidden: [20], batchSize: 100, learningRate: 0.5, seed: 1, update: sgd() },
  { dataset, hidden: [70, 10], batchSize: 600, learningRate: 0.01, seed: 2, update: adam(), clipNorm: 1 },
]

export const EPOCHS = 2

/** What is left of a run that has ended. */
export function leftOf({ network }, results, evaluation) {
  const bytes = weightBytes(network.architecture, network.parameters)
  const losses = results.map(({ loss }) => loss)
  return { weights: createHash('sha256').update(bytes).digest('hex'), losses, test: evaluation.loss }
}
