import * as mind from 'mind-net.js'
import { largest } from './task.mjs'
import { versionOf } from './version.mjs'

const { Dense, MeanSquaredErrorLoss, ParallelModelWrapper, SequentialModel, SgdOptimizer } = mind

export const version = () => versionOf('mind-net.js')

/** With one thread the model itself, with more its ParallelModelWrapper. */
export async function createLearner({ task, threads, train, test, initial }) {
  const { sizes, batchSize, learningRate } = task
  const outputs = sizes[sizes.length - 1]
  // Its loss is the mean of squares over the outputs: 2 / outputs times the gradient of ½‖z − l‖².
  const optimizer = new SgdOptimizer({ lr: (learningRate * outputs) / 2, decay: 0 })
  const model = new SequentialModel(optimizer, new MeanSquaredErrorLoss())
  for (const size of sizes) model.addLayer(new Dense(size, { activation: 'sigmoid' }))
  model.compile()
  initial.forEach(({ inputs, outputs: units, weights, biases }, l) => {
    const layer = model.layers[l + 1]
    for (let j = 0; j < units; j++) {
      layer.biases[j] = biases[j]
      for (let i = 0; i < inputs; i++) layer.weights[j][i] = weights[i * units + j]
    }
  })
  const parallel = threads > 1 ? new ParallelModelWrapper(model, threads) : undefined
  await parallel?.init()
  const image = ({ features, inputs }, n) =>
    Float64Array.from(features.subarray(n * inputs, (n + 1) * inputs))
  const targets = Array.from({ length: outputs }, (_, digit) =>
    Float64Array.from({ length: outputs }, (_, j) => (j === digit ? 1 : 0)),
  )
  const images = Array.from({ length: train.count }, (_, n) => image(train, n))
  return {
    chunk: Math.max(1000, batchSize * 4),
    train: async (indices) => {
      const x = Array.from(indices, (n) => images[n])
      const l = Array.from(indices, (n) => targets[train.labels[n]])
      const options = { epochs: 1, batchSize, progress: false, cacheInput: false }
      if (parallel) await parallel.train(x, l, options)
      else model.train(x, l, options)
    },
    predict: () => {
      const all = new Float32Array(test.count * outputs)
      for (let n = 0; n < test.count; n++) all.set(model.compute(image(test, n)), n * outputs)
      return largest(all, outputs)
    },
    close: () => parallel?.terminate(),
  }
}
