// The lesson's formulas in TensorFlow.js. Imported by tfjs-cpu.mjs and tfjs-wasm.mjs.
import { gather, largest } from './task.mjs'

export function createTfLearner(tf, { task, train, test, initial }) {
  const { batchSize, learningRate, sizes } = task
  const outputs = sizes[sizes.length - 1]
  const layers = initial.map(({ inputs, outputs: units, weights, biases }) => ({
    weights: tf.variable(tf.tensor2d(weights, [inputs, units])),
    biases: tf.variable(tf.tensor1d(biases)),
  }))
  const forward = (x) => {
    const values = [x]
    for (const { weights, biases } of layers) {
      values.push(tf.sigmoid(tf.add(tf.matMul(values[values.length - 1], weights), biases)))
    }
    return values
  }
  const step = (x, l, count) => {
    const rate = tf.scalar(learningRate / count)
    const values = forward(x)
    const one = tf.scalar(1)
    let delta = tf.sub(values[layers.length], l)
    for (let k = layers.length - 1; k >= 0; k--) {
      const y = values[k + 1]
      const q = tf.mul(delta, tf.mul(y, tf.sub(one, y)))
      const { weights, biases } = layers[k]
      if (k > 0) delta = tf.matMul(q, weights, false, true)
      weights.assign(tf.sub(weights, tf.mul(tf.matMul(values[k], q, true, false), rate)))
      biases.assign(tf.sub(biases, tf.mul(tf.sum(q, 0), rate)))
    }
  }
  return {
    chunk: batchSize * 20,
    train: (indices) => {
      for (let at = 0; at < indices.length; at += batchSize) {
        const own = indices.subarray(at, at + batchSize)
        const { x, l } = gather(train, own, outputs)
        tf.tidy(() =>
          step(tf.tensor2d(x, [own.length, sizes[0]]), tf.tensor2d(l, [own.length, outputs]), own.length),
        )
      }
    },
    predict: () => {
      const z = tf.tidy(() =>
        forward(tf.tensor2d(test.features, [test.count, sizes[0]]))
          .pop()
          .dataSync(),
      )
      return largest(z, outputs)
    },
    close: () => tf.disposeVariables(),
  }
}
