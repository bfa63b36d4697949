import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What every peer is given, from a file that the runner wrote.
 * @typedef {object} Task
 * @property {string} data folder of the four IDX files
 * @property {string} initial file of the initial weights: float32, each layer (inputs, outputs) and its biases
 * @property {number[]} sizes such as [784, 30, 10]
 * @property {number} examples of the training part
 * @property {number} batchSize
 * @property {number} learningRate η; a step moves by η / batchSize times the sum of the gradients
 * @property {number} epochs at most
 * @property {number} target test accuracy to be reached
 * @property {number} seconds of training at most
 * @property {number} seed of the order of the examples
 */

/** @returns {Task} */
export function readTask(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Images as floats 0 … 1, and the digit of each. */
export function readPart(folder, prefix) {
  const images = readFileSync(join(folder, `${prefix}-images-idx3-ubyte`))
  const count = images.readUInt32BE(4)
  const inputs = images.readUInt32BE(8) * images.readUInt32BE(12)
  const labels = readFileSync(join(folder, `${prefix}-labels-idx1-ubyte`)).subarray(8, 8 + count)
  const features = Float32Array.from(images.subarray(16, 16 + count * inputs), (byte) => byte / 255)
  return { count, inputs, features, labels }
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

/** Copies the examples that `indices` name into one buffer: features [n × inputs], one-hot labels [n × 10]. */
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
  const best = new Uint8Array(values.length / outputs)
  for (let n = 0; n < best.length; n++) {
    for (let j = 1; j < outputs; j++) {
      if (values[n * outputs + j] > values[n * outputs + best[n]]) best[n] = j
    }
  }
  return best
}
