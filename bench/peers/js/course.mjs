import { shuffled } from './task.mjs'

/**
 * A network in somebody's library.
 * @typedef {object} Learner
 * @property {number} chunk examples of one call of `train`; all of an epoch where the library wants so
 * @property {(indices: Uint32Array) => Promise<void> | void} train one pass over these examples, in minibatches
 * @property {() => Promise<Uint8Array> | Uint8Array} [predict] the digit of each test example
 * @property {() => Promise<number>} [accuracy] instead, where the library evaluates by itself
 * @property {() => Promise<void> | void} [close]
 */

/**
 * Trains until the epochs or the seconds are over. Only `train` is timed: not the reading, not the shuffle,
 * not the evaluation after each epoch.
 */
export async function runCourse(learner, { examples, epochs, seconds, target, seed }, testLabels) {
  let spent = 0
  let trained = 0
  let accuracy = 0
  let secondsToTarget = null
  let epoch = 0
  while (epoch < epochs && spent < seconds) {
    const order = shuffled(examples, seed + epoch)
    let at = 0
    for (; at < examples && (spent < seconds || at === 0); at += learner.chunk) {
      const indices = order.subarray(at, Math.min(examples, at + learner.chunk))
      const began = performance.now()
      await learner.train(indices)
      spent += (performance.now() - began) / 1000
      trained += indices.length
    }
    accuracy = await accuracyOf(learner, testLabels)
    if (accuracy >= target) secondsToTarget ??= spent
    if (at >= examples) epoch++
  }
  return {
    examplesPerSecond: trained / spent,
    seconds: spent,
    epochs: trained / examples,
    accuracy,
    secondsToTarget,
  }
}

async function accuracyOf(learner, labels) {
  if (learner.accuracy) return learner.accuracy()
  const predicted = await learner.predict()
  return predicted.reduce((right, digit, n) => right + (digit === labels[n] ? 1 : 0), 0) / labels.length
}
