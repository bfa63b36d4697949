import { readFileSync } from 'node:fs'

/**
 * What every peer is given, from a file that the runner wrote.
 * @typedef {object} Task
 * @property {string} data what the runner read, as `antigrad train --data`
 * @property {string} [label] of a table: the column to learn
 * @property {StoredPart} train
 * @property {StoredPart} test
 * @property {string} initial file of the initial weights: float32, each layer (inputs, outputs) and its biases
 * @property {number[]} sizes such as [784, 30, 10]
 * @property {number} examples of the training part
 * @property {number} batchSize
 * @property {number} learningRate η; a step moves by η / batchSize times the sum of the gradients
 * @property {number} epochs at most
 * @property {number} target test accuracy to be reached
 * @property {number} seconds of training at most
 * @property {'lecture' | 'modern'} recipe σ, squares and SGD; or ReLU, softmax cross-entropy and Adam
 * @property {number} seed of the order of the examples
 */

/**
 * Examples in two files: features row by row, and the class of each as a uint32.
 * @typedef {{ count: number, inputs: number, type: 'uint8' | 'float32', features: string, labels: string }} StoredPart
 */

/** @returns {Task} */
export function readTask(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/**
 * Features as floats, bytes as 0 … 1, and the class of each example.
 * @param {StoredPart} part
 */
export function readPart({ count, inputs, type, features, labels }) {
  const bytes = readFileSync(features)
  const floats =
    type === 'uint8'
      ? Float32Array.from(bytes, (byte) => byte / 255)
      : new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const classes = readFileSync(labels)
  return {
    count,
    inputs,
    features: floats,
    labels: new Uint32Array(
      classes.buffer.slice(classes.byteOffset, classes.byteOffset + classes.byteLength),
    ),
  }
}

/** Layers of `{ inputs, outputs, weights: [inputs × outputs], biases: [outputs] }`. */
export function readInitial({ initial, sizes }) {
  const bytes = readFileSync(initial)
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  let at = 0
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l]
    const weights = all.slice(at, at + inputs * outputs)
    at += inputs * outputs
    const biases = all.slice(at, at + outputs)
    at += outputs
    return { inputs, outputs, weights, biases }
  })
}

/** Copies the examples that `indices` name into one buffer: features [n × inputs], one-hot labels [n × outputs]. */
export function gather(part, indices, outputs) {
  const { inputs, features, labels } = part
  const x = new Float32Array(indices.length * inputs)
  const l = new Float32Array(indices.length * outputs)
  indices.forEach((example, n) => {
    x.set(features.subarray(example * inputs, (example + 1) * inputs), n * inputs)
    l[n * outputs + labels[example]] = 1
  })
  return { x, l }
}

/** A seeded shuffle (xorshift32): the order of an epoch. */
export function shuffled(count, seed) {
  const order = Uint32Array.from({ length: count }, (_, n) => n)
  let state = (seed * 2654435761 + 1) >>> 0
  for (let n = count - 1; n > 0; n--) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const other = (state >>> 0) % (n + 1)
    const swapped = order[n]
    order[n] = order[other]
    order[other] = swapped
  }
  return order
}

/** The index of the largest of each row of `outputs` values. */
export function largest(values, outputs) {
  const best = new Uint32Array(values.length / outputs)
  for (let n = 0; n < best.length; n++) {
    for (let j = 1; j < outputs; j++) {
      if (values[n * outputs + j] > values[n * outputs + best[n]]) best[n] = j
    }
  }
  return best
}
