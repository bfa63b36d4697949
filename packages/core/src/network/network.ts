import { Inference } from '../engine/inference.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { UsageError } from '../errors.js'
import { type Architecture, createArchitecture, type Functions } from './architecture.js'
import {
  type Batch,
  checkFeatures,
  countExamples,
  type Features,
  storedFeatures,
  takeExamples,
} from './batch.js'
import { checkFunctions } from './check-functions.js'
import { fillInitialParameters } from './initial-parameters.js'
import { copyRows, type Matrix } from './matrix.js'

/**
 * A network and its parameters, apart from any training: what is saved, loaded and asked.
 * @example
 * import { Network } from 'antigrad'
 *
 * const network = Network.create([4, 8, 3], 1, { activations: ['relu'], head: 'softmax-cross-entropy' })
 * console.log(network.predict([5.1, 3.5, 1.4, 0.2]))
 */
export class Network {
  readonly architecture: Architecture
  /**
   * [architecture.length]: the flat buffer, the network's own. What is written to it counts from the next prediction on. It
   * is a view of a larger buffer: `slice()` it to send it elsewhere.
   */
  readonly parameters: Float32Array
  readonly #inference: Inference

  /**
   * @param parameters copied; zeros where none are given
   * @param kernels what computes, how fast and never what; the fastest here unless said otherwise
   * @throws UsageError where the buffer is not of the architecture's length
   */
  constructor(architecture: Architecture, parameters?: Float32Array, kernels?: Kernels['name']) {
    if (parameters && parameters.length !== architecture.length) {
      throw new UsageError(`expected ${architecture.length} parameters, found ${parameters.length}`)
    }
    this.architecture = architecture
    this.#inference = new Inference(architecture, kernels)
    this.parameters = this.#inference.parameters
    if (parameters) this.parameters.set(parameters)
  }

  /**
   * A network with seeded initial parameters (initial-parameters.ts).
   * @param sizes units of the input and of each layer: `[784, 30, 10]`
   * @param functions what it computes; the lecture's unless said otherwise
   * @throws UsageError for sizes or functions that make no network
   */
  static create(sizes: readonly number[], seed: number, functions?: Functions): Network {
    if (functions) checkFunctions(functions)
    const network = new Network(createArchitecture(sizes, functions))
    fillInitialParameters(network.architecture, network.parameters, seed)
    return network
  }

  /**
   * The outputs z of one example: the bits that training computes.
   * @param features [inputs]; bytes stand for byte / 255
   * @returns [outputs], of most heads in [0, 1]
   * @throws UsageError for another number of features
   */
  predict(features: Features): Float32Array {
    this.#forward(features)
    return firstRow(this.#outputs)
  }

  /**
   * The outputs of many examples: the bits of `predict`, in a fraction of the time. However many they are, memory for at
   * most 128 is taken beside the result.
   * @param batch one array, [examples × inputs], or an array of each; bytes stand for byte / 255
   * @returns [examples × outputs], one example after the other
   * @throws UsageError for another number of features
   */
  predictBatch(batch: Batch): Float32Array {
    const outputs = this.#outputs
    const z = new Float32Array(countExamples(batch, this.architecture.sizes[0]) * outputs.columns)
    this.#forwardBatch(batch, (first, count) => copyRows(outputs, count, z, first))
    return z
  }

  /** The activations of every layer for one example: what `predict` computes on its way. */
  activations(features: Features): Float32Array[] {
    this.#forward(features)
    return this.#inference.activations.map(firstRow)
  }

  /**
   * The activations of every layer for many examples: what `predictBatch` computes on its way.
   * @param batch as `predictBatch` takes it
   * @returns for each layer [examples × units], one example after the other
   * @throws UsageError for another number of features
   */
  activationsBatch(batch: Batch): Float32Array[] {
    const examples = countExamples(batch, this.architecture.sizes[0])
    const layers = this.#inference.activations
    const activations = layers.map(({ columns }) => new Float32Array(examples * columns))
    this.#forwardBatch(batch, (first, count) => {
      for (const [l, layer] of layers.entries()) copyRows(layer, count, activations[l], first)
    })
    return activations
  }

  /** The examples in pieces; `keep` is called after each. */
  #forwardBatch(batch: Batch, keep: (first: number, count: number) => void): void {
    const [inputs] = this.architecture.sizes
    const examples = countExamples(batch, inputs)
    const most = this.#inference.rows
    for (let first = 0; first < examples; first += most) {
      const count = Math.min(most, examples - first)
      this.#inference.forward(takeExamples(batch, first, count, inputs), count)
      keep(first, count)
    }
  }

  #forward(features: Features): void {
    checkFeatures(features, this.architecture.sizes[0])
    this.#inference.forward(storedFeatures(features), 1)
  }

  get #outputs(): Matrix {
    const { activations } = this.#inference
    return activations[activations.length - 1]
  }
}

function firstRow(matrix: Matrix): Float32Array {
  const row = new Float32Array(matrix.columns)
  copyRows(matrix, 1, row, 0)
  return row
}
