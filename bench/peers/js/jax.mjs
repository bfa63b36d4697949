import { defaultDevice, init, jit, nn, numpy as np } from '@jax-js/jax'
import { gather, largest } from './task.mjs'
import { versionOf } from './version.mjs'

await init('wasm')
defaultDevice('wasm')

export const version = () => versionOf('@jax-js/jax')

/** The lesson's formulas, one jit-compiled step for each size of minibatch. `.ref` keeps what is used again. */
export function createLearner({ task, train, test, initial }) {
  const { sizes, batchSize, learningRate } = task
  const outputs = sizes[sizes.length - 1]
  let layers = initial.map(({ inputs, outputs: units, weights, biases }) => ({
    weights: np.array(weights).reshape([inputs, units]),
    biases: np.array(biases),
  }))
  const layer = (x, { weights, biases }) => nn.sigmoid(np.matmul(x, weights.ref).add(biases.ref))
  const steps = new Map()
  const stepFor = (count) => {
    const known = steps.get(count)
    if (known) return known
    const rate = learningRate / count
    const made = jit((parameters, x, l) => {
      const values = [x]
      for (const one of parameters) values.push(layer(values[values.length - 1].ref, one))
      let delta = values[parameters.length].ref.sub(l)
      const next = []
      for (let k = parameters.length - 1; k >= 0; k--) {
        const { weights, biases } = parameters[k]
        const y = values[k + 1]
        const q = delta.mul(y.ref.mul(np.subtract(1, y)))
        if (k > 0) delta = np.matmul(q.ref, np.transpose(weights.ref))
        const gradient = np.matmul(np.transpose(values[k].ref), q.ref)
        next.unshift({ weights: weights.sub(gradient.mul(rate)), biases: biases.sub(q.sum(0).mul(rate)) })
      }
      x.dispose()
      return next
    })
    steps.set(count, made)
    return made
  }
  const matrix = (values, columns) => np.array(values).reshape([values.length / columns, columns])
  return {
    chunk: batchSize * 20,
    train: async (indices) => {
      for (let at = 0; at < indices.length; at += batchSize) {
        const own = indices.subarray(at, at + batchSize)
        const { x, l } = gather(train, own, outputs)
        layers = stepFor(own.length)(layers, matrix(x, sizes[0]), matrix(l, outputs))
      }
      await layers[0].biases.ref.data()
    },
    predict: async () => {
      let values = matrix(test.features, sizes[0])
      for (const one of layers) values = layer(values, one)
      return largest(await values.data(), outputs)
    },
  }
}
