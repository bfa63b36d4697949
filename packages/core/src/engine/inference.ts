import type { Architecture } from '../network/architecture.js'
import { layerMatrices } from '../network/layer-matrices.js'
import type { Matrix } from '../network/matrix.js'
import { Arena } from './arena.js'
import { Computation } from './computation.js'
import { type Examples, type Form, placeExamples, SPARSE_BELOW, storeEntries } from './examples.js'
import type { Kernels, Minibatch } from './kernels/kernels.js'
import { allocateUnshared, bestKernels } from './memory.js'
import type { Workspace } from './workspace.js'

/** Rows of a piece at most: enough to fill the kernels' tiles, few enough to stay in the second-level cache. */
const MOST_ROWS = 128

/** Rows of a piece at least, however wide the layers are. */
const LEAST_ROWS = 8

/** Bytes of a piece where it has more rows than the least. */
const PIECE_BYTES = 2 ** 22

/**
 * A network's parameters with what is computed of one piece of a batch, in memory of their own, and the forward pass
 * over it: the one of training, so its bits. Nothing is compiled and no page but those of the parameters touched before
 * the first example; how long the batch is does not matter to the memory.
 */
export class Inference {
  /** [architecture.length]: what `forward` multiplies by; may be written at any time between two calls. */
  readonly parameters: Float32Array
  readonly #architecture: Architecture
  readonly #views: Views
  readonly #createKernels: () => Kernels
  #computations: { readonly [form in Form]: Computation } | undefined

  constructor(architecture: Architecture, kernels: Kernels['name'] = bestKernels()) {
    const counted = new Arena()
    layOut(counted, architecture)
    const { buffer, createKernels } = allocateUnshared(counted.bytes, kernels)
    this.#architecture = architecture
    this.#views = layOut(new Arena(buffer), architecture)
    this.#createKernels = createKernels
    this.parameters = this.#views.parameters
  }

  /** Rows that `forward` takes at once. */
  get rows(): number {
    return this.#views.activations[0].rows
  }

  /** Of the rows that `forward` was given last, each layer's: rows × outputs. */
  get activations(): readonly Matrix[] {
    return this.#views.activations
  }

  /**
   * The activations of all layers for `count` rows, up to `rows` of them.
   * @param features [count × inputs]; bytes stand for byte / 255
   */
  forward(features: Uint8Array | Float32Array, count: number): void {
    this.#computations ??= this.#createComputations()
    const form = this.#store(features, count)
    const part = { examples: this.#views.examples[form], losses: NOTHING, predictions: NO_ORDER }
    const minibatch: Minibatch = { order: this.#views.order, first: 0, count }
    this.#computations[form].forward(part, minibatch, 0, count)
  }

  /** Brings features to where the kernels read them, bytes with their zeros left out where that makes them fewer. */
  #store(features: Uint8Array | Float32Array, count: number): Form {
    const { examples } = this.#views
    if (features instanceof Float32Array) {
      examples.floats.floats.set(features)
      return 'floats'
    }
    if (storeEntries(examples.sparse, features, count, SPARSE_BELOW * features.length)) return 'sparse'
    examples.bytes.bytes.set(features)
    return 'bytes'
  }

  #createComputations(): { readonly [form in Form]: Computation } {
    const { order, examples } = this.#views
    for (let n = 0; n < order.length; n++) order[n] = n
    for (const { levels } of Object.values(examples)) {
      for (let byte = 0; byte < levels.length; byte++) levels[byte] = byte / 255
    }
    const kernels = this.#createKernels()
    const over = (form: Form) =>
      new Computation(workspaceOf(this.#architecture, this.#views, form), kernels, 0)
    return { sparse: over('sparse'), bytes: over('bytes'), floats: over('floats') }
  }
}

/** A part of training without examples of its own: nothing is compared here. */
const NOTHING = new Float32Array(0)
const NO_ORDER = new Uint32Array(0)

interface Views {
  readonly parameters: Float32Array
  readonly layers: readonly Matrix[]
  /** rows × inputs: a dense piece. */
  readonly inputs: Matrix
  /** For each layer rows × outputs. */
  readonly activations: readonly Matrix[]
  /** [blocks of the second layer]: rows × outputs; nothing where it has one. */
  readonly sums: readonly Matrix[]
  /** The piece, in the form it has. */
  readonly examples: { readonly [form in Form]: Examples }
  /** [rows]: 0, 1, 2, … */
  readonly order: Uint32Array
}

/** The views of a network and a piece, the next parts of `arena`: the parameters first. */
function layOut(arena: Arena, architecture: Architecture): Views {
  const { sizes, layers, length } = architecture
  const [inputs] = sizes
  const rows = rowsOf(architecture)
  const parameters = arena.float32(length)
  const examples = (form: Form): Examples => {
    const entries = form === 'sparse' ? rows * inputs : 0
    return placeExamples(arena, {
      form,
      count: rows,
      inputs,
      outputs: 1,
      targets: 0,
      entries,
      longest: inputs,
    })
  }
  const blocks = layers[1]?.blocks ?? []
  return {
    parameters,
    layers: layerMatrices(architecture, parameters),
    inputs: arena.matrix(rows, inputs),
    activations: layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    sums: blocks.length > 1 ? blocks.map(() => arena.matrix(rows, layers[1].outputs)) : [],
    examples: { sparse: examples('sparse'), bytes: examples('bytes'), floats: examples('floats') },
    order: arena.uint32(rows),
  }
}

function rowsOf({ sizes, layers }: Architecture): number {
  // An input's entry, byte, float and place in the matrix; an activation; a sum.
  let bytes = 13 * sizes[0]
  for (const { outputs, blocks } of layers) bytes += 4 * outputs * (1 + blocks.length)
  return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(PIECE_BYTES / bytes)))
}

/** What a `Computation` computes forward with. Nothing is trained, so there is nothing for that. */
function workspaceOf(architecture: Architecture, views: Views, form: Form): Workspace {
  const { parameters, layers, inputs, activations, sums, examples, order } = views
  const part = { examples: examples[form], losses: NOTHING, predictions: NO_ORDER }
  const { plan } = examples[form]
  return {
    plan: {
      sizes: architecture.sizes,
      batchSize: plan.count,
      train: plan,
      test: plan,
      workers: 0,
      gradients: false,
      shares: false,
    },
    architecture,
    parameters,
    layers,
    inputs,
    activations,
    deltas: [],
    sums: [sums],
    train: part,
    test: part,
    orders: [NO_ORDER, NO_ORDER],
    identity: order,
    workers: [],
  }
}
