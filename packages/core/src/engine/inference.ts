import { UsageError } from '../errors.js'
import type { Architecture } from '../network/architecture.js'
import type { Matrix } from '../network/matrix.js'
import type { Arena } from './arena.js'
import { Computation } from './computation.js'
import {
  allocatePart,
  type Form,
  MOST_SPARSE_INPUTS,
  SPARSE_BELOW,
  storeEntries,
  storeLevels,
} from './examples.js'
import type { Kernels } from './kernels/kernels.js'
import { allocateLit } from './lit.js'
import { allocateUnshared, bestKernels, type UnsharedViews } from './memory.js'
import { allocateBlockSums } from './row-blocks.js'
import { allocateUpdate } from './update.js'
import { allocateAccumulator, allocateColumns, allocateParameters, type SingleThread } from './workspace.js'

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
  readonly #views: { readonly [form in Form]: SingleThread }
  readonly #createKernels: () => Kernels
  #computations: { readonly [form in Form]: Computation } | undefined

  constructor(architecture: Architecture, kernels: Kernels['name'] = bestKernels()) {
    const { views, createKernels } = allocateAnyhow(kernels, (arena) => allocateForms(arena, architecture))
    this.#views = views
    this.#createKernels = createKernels
    this.parameters = views.floats.workspace.parameters
  }

  /** Rows that `forward` takes at once. */
  get rows(): number {
    return this.#views.floats.workspace.plan.batchSize
  }

  /** Of the rows that `forward` was given last, each layer's: rows × outputs. */
  get activations(): readonly Matrix[] {
    return this.#views.floats.workspace.activations
  }

  /**
   * The activations of all layers for `count` rows, up to `rows` of them.
   * @param features [count × inputs]; bytes stand for byte / 255
   */
  forward(features: Uint8Array | Float32Array, count: number): void {
    this.#computations ??= this.#createComputations()
    const form = this.#store(features, count)
    const { train, identity } = this.#views[form].workspace
    const computation = this.#computations[form]
    computation.forward(train, { order: identity, first: 0, count }, 0, count)
    computation.finish(0, count)
  }

  /** Brings features to where the kernels read them, bytes with their zeros left out where that makes them fewer. */
  #store(features: Uint8Array | Float32Array, count: number): Form {
    const { sparse, bytes, floats } = this.#views
    if (features instanceof Float32Array) {
      floats.workspace.train.examples.floats.set(features)
      return 'floats'
    }
    const { inputs } = sparse.workspace.train.examples.plan
    const most = inputs < MOST_SPARSE_INPUTS ? SPARSE_BELOW * features.length : 0
    if (storeEntries(sparse.workspace.train.examples, features, count, most)) return 'sparse'
    bytes.workspace.train.examples.bytes.set(features)
    return 'bytes'
  }

  #createComputations(): { readonly [form in Form]: Computation } {
    const kernels = this.#createKernels()
    const over = ({ workspace, scratch }: SingleThread) => {
      const { train, identity } = workspace
      for (let n = 0; n < identity.length; n++) identity[n] = n
      storeLevels(train.examples)
      return new Computation(workspace, kernels, scratch)
    }
    const { sparse, bytes, floats } = this.#views
    return { sparse: over(sparse), bytes: over(bytes), floats: over(floats) }
  }
}

/** With plain kernels where the engine has no further memory for others: each takes some GiB of addresses. */
function allocateAnyhow<Views>(
  kernels: Kernels['name'],
  allocateViews: (arena: Arena) => Views,
): UnsharedViews<Views> {
  try {
    return allocateUnshared(kernels, allocateViews)
  } catch (error) {
    if (kernels === 'plain' || !(error instanceof UsageError)) throw error
    return allocateUnshared('plain', allocateViews)
  }
}

/** A network and a piece in each form, the next parts of `arena`: all forms share what does not depend on them. */
function allocateForms(arena: Arena, architecture: Architecture): { readonly [form in Form]: SingleThread } {
  const { sizes, layers } = architecture
  const [inputs] = sizes
  const rows = rowsOf(architecture)
  const parameters = allocateParameters(arena, architecture)
  const blocks = layers[1]?.blocks ?? []
  const shared = {
    architecture,
    parameters: parameters.values,
    layers: parameters.layers,
    inputs: arena.matrix(rows, inputs),
    activations: layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    slopes: layers.map(({ outputs }) => arena.matrix(0, outputs)),
    deltas: [],
    states: [],
    average: undefined,
    gradient: undefined,
    staging: undefined,
    rate: arena.float64(0),
    squares: arena.float32(0),
    sums: blocks.length > 1 ? blocks.map(() => arena.matrix(rows, layers[1].outputs)) : [],
    orders: [arena.uint32(0), arena.uint32(0)] as const,
    identity: arena.uint32(rows),
  }
  const over = (form: Form): SingleThread => {
    const entries = form === 'sparse' ? rows * inputs : 0
    const examples = { form, count: rows, inputs, outputs: 1, targets: 0, entries, longest: inputs }
    const train = allocatePart(arena, examples)
    const { activations, head } = architecture
    const functions = { activations, head }
    const plan = { sizes, functions, batchSize: rows, train: examples, test: examples }
    // Nothing is trained.
    const scratch = {
      transposed: [],
      columns: allocateColumns(arena, { ...examples, form: 'bytes' }, 0, 0),
      accumulator: allocateAccumulator(arena, 0),
      blockSums: allocateBlockSums(arena, 1),
      lit: allocateLit(arena, Math.max(...architecture.sizes.slice(1)), rows, 1),
      update: allocateUpdate(arena),
      store: allocateUpdate(arena),
      average: allocateUpdate(arena),
      dropouts: [],
    }
    return { workspace: { ...shared, plan, train, test: train }, scratch }
  }
  return { sparse: over('sparse'), bytes: over('bytes'), floats: over('floats') }
}

function rowsOf({ sizes, layers }: Architecture): number {
  // An input's entry, byte, float and element of the matrix; an activation; a partial sum.
  let bytes = 13 * sizes[0]
  for (const { outputs, blocks } of layers) bytes += 4 * outputs * (1 + blocks.length)
  return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(PIECE_BYTES / bytes)))
}
