import { activate } from '../engine/kernels/plain/activate.js'
import { pairwiseSum } from '../engine/kernels/plain/pairwise-sum.js'
import { product } from '../engine/kernels/plain/product.js'
import { UsageError } from '../errors.js'
import { type Architecture, createArchitecture } from './architecture.js'
import { fillInitialParameters } from './initial-parameters.js'
import { layerMatrices } from './layer-matrices.js'
import { createMatrix, indexOf, type Matrix } from './matrix.js'

/** The only row there is. */
const ROW = { first: 0, last: 1 }

/** A network and its parameters, apart from any training: what is saved, loaded and asked. */
export class Network {
  readonly architecture: Architecture
  /** [architecture.length]: the flat buffer. */
  readonly parameters: Float32Array
  readonly #layers: readonly Matrix[]

  /** @throws UsageError where the buffer is not of the architecture's length */
  constructor(architecture: Architecture, parameters: Float32Array) {
    if (parameters.length !== architecture.length) {
      throw new UsageError(`expected ${architecture.length} parameters, found ${parameters.length}`)
    }
    this.architecture = architecture
    this.parameters = parameters
    this.#layers = layerMatrices(architecture, parameters)
  }

  /**
   * A network with seeded initial parameters (initial-parameters.ts).
   * @param sizes units of the input and of each layer: `[784, 30, 10]`
   */
  static create(sizes: readonly number[], seed: number): Network {
    const architecture = createArchitecture(sizes)
    const parameters = new Float32Array(architecture.length)
    fillInitialParameters(architecture, parameters, seed)
    return new Network(architecture, parameters)
  }

  /**
   * The outputs z of one example: the bits that training computes.
   * @param features [inputs]; bytes stand for byte / 255
   * @returns [outputs] in (0, 1)
   */
  predict(features: Uint8Array | Float32Array): Float32Array {
    return this.activations(features)[this.#layers.length - 1]
  }

  /** The activations of every layer for one example: what `predict` computes on its way. */
  activations(features: Uint8Array | Float32Array): Float32Array[] {
    const inputs = this.architecture.sizes[0]
    if (features.length !== inputs) {
      throw new UsageError(`expected ${inputs} features, found ${features.length}`)
    }
    let values = createMatrix(1, inputs)
    for (let i = 0; i < inputs; i++) {
      values.values[indexOf(values, 0, i)] = features instanceof Uint8Array ? features[i] / 255 : features[i]
    }
    return this.architecture.layers.map(({ outputs, blocks }, l) => {
      const sums = blocks.map((terms) => {
        const sum = createMatrix(1, outputs)
        product(values, this.#layers[l], sum, { rows: ROW, inputs: terms })
        return sum
      })
      const [next] = sums
      if (sums.length > 1) pairwiseSum(sums, next, { rows: ROW })
      activate(next, { rows: ROW, units: { first: 0, last: outputs } })
      values = next
      return next.values.slice(0, outputs)
    })
  }
}
