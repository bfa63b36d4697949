import brain from 'brain.js'
import { largest } from './task.mjs'
import { versionOf } from './version.mjs'

export const version = () => versionOf('brain.js')

/** brain.js takes a step for each example: so a minibatch's mean step becomes as many smaller ones. */
export function createLearner({ task, train, test, initial }) {
  const { sizes, batchSize, learningRate } = task
  const outputs = sizes[sizes.length - 1]
  const network = new brain.NeuralNetwork({ hiddenLayers: sizes.slice(1, -1), activation: 'sigmoid' })
  network.sizes = sizes
  network.initialize()
  initial.forEach(({ inputs, outputs: units, weights, biases }, l) => {
    for (let j = 0; j < units; j++) {
      network.biases[l + 1][j] = biases[j]
      for (let i = 0; i < inputs; i++) network.weights[l + 1][j][i] = weights[i * units + j]
    }
  })
  const image = ({ features, inputs }, n) => features.subarray(n * inputs, (n + 1) * inputs)
  const targets = Array.from({ length: outputs }, (_, digit) =>
    Float32Array.from({ length: outputs }, (_, j) => (j === digit ? 1 : 0)),
  )
  network.updateTrainingOptions({ learningRate: learningRate / batchSize, momentum: 1e-12 })
  return {
    chunk: 1000,
    // Its `train` would copy every example first; this is the step within it.
    train: (indices) => {
      for (const n of indices)
        network.trainPattern({ input: image(train, n), output: targets[train.labels[n]] })
    },
    predict: () => {
      const all = new Float32Array(test.count * outputs)
      for (let n = 0; n < test.count; n++) all.set(Array.from(network.run(image(test, n))), n * outputs)
      return largest(all, outputs)
    },
  }
}
