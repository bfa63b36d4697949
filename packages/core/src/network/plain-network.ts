import { VALUE } from '../engine/kernels/plain/elementwise.js'
import { pairwiseSum } from '../engine/kernels/plain/pairwise-sum.js'
import { product } from '../engine/kernels/plain/product.js'
import { softmax } from '../engine/kernels/plain/softmax.js'
import type { Range } from '../engine/range.js'
import type { OutputActivation } from './activation.js'
import type { Architecture } from './architecture.js'
import { type Batch, checkFeatures, countExamples, type Features, takeExamples } from './batch.js'
import { layerMatrices } from './layer-matrices.js'
import { createMatrix, indexOf, type Matrix } from './matrix.js'

/** All rows of a matrix of one. */
const ROW: Range = { first: 0, last: 1 }

/** A network that only answers, by the plain kernels, in memory of its own: the bits of `Network`, and no WebAssembly. */
export class PlainNetwork {
  readonly architecture: Architecture
  readonly #weights: readonly Matrix[]
  /** Of the input and of each layer: one row. */
  readonly #activations: readonly Matrix[]
  /** The sums of the second layer's blocks, where it has several. */
  readonly #sums: readonly Matrix[]

  /** @param parameters [architecture.length]: used as they are */
  constructor(architecture: Architecture, parameters: Float32Array) {
    const { layers, sizes } = architecture
    const blocks = layers[1]?.blocks ?? []
    this.architecture = architecture
    this.#weights = layerMatrices(architecture, parameters)
    this.#activations = sizes.map((units) => createMatrix(1, units))
    this.#sums = blocks.length > 1 ? blocks.map(() => createMatrix(1, sizes[2])) : []
  }

  /** As `Network.predict`. */
  predict(features: Features): Float32Array {
    checkFeatures(features, this.architecture.sizes[0])
    return this.predictBatch([features])
  }

  /** As `Network.predictBatch`. */
  predictBatch(batch: Batch): Float32Array {
    const { sizes } = this.architecture
    const outputs = this.#activations[sizes.length - 1]
    const z = new Float32Array(countExamples(batch, sizes[0]) * outputs.columns)
    for (let at = 0; at < z.length; ) {
      this.#store(takeExamples(batch, at / outputs.columns, 1, sizes[0]))
      this.#forward()
      for (let j = 0; j < outputs.columns; j++) z[at++] = outputs.values[indexOf(outputs, 0, j)]
    }
    return z
  }

  #store(features: Uint8Array | Float32Array): void {
    const [inputs] = this.#activations
    const divisor = features instanceof Uint8Array ? 255 : 1
    for (let i = 0; i < inputs.columns; i++) inputs.values[indexOf(inputs, 0, i)] = features[i] / divisor
  }

  #forward(): void {
    this.architecture.layers.forEach(({ inputs, activation }, l) => {
      const [before, after] = [this.#activations[l], this.#activations[l + 1]]
      if (l === 1 && this.#sums.length > 0) this.#sumBlocks(before, after)
      else product(before, this.#weights[l], after, { rows: ROW, inputs: { first: 0, last: inputs } })
      activate(after, activation)
    })
  }

  #sumBlocks(before: Matrix, after: Matrix): void {
    this.architecture.layers[1].blocks.forEach((inputs, block) => {
      product(before, this.#weights[1], this.#sums[block], { rows: ROW, inputs })
    })
    pairwiseSum(this.#sums, after, { rows: ROW })
  }
}

/** y = f(p) in place. What pads the row is no input of the next layer and stays as it is. */
function activate(row: Matrix, activation: OutputActivation): void {
  if (activation === 'softmax') {
    softmax(row, { rows: ROW })
    return
  }
  const f = VALUE[activation]
  for (let j = 0; j < row.columns; j++) {
    const at = indexOf(row, 0, j)
    row.values[at] = f(row.values[at])
  }
}
