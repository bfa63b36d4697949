import { type Architecture, createArchitecture } from '../network/architecture.js'
import { layerMatrices } from '../network/layer-matrices.js'
import type { Matrix } from '../network/matrix.js'
import { Arena } from './arena.js'
import { type Examples, type ExamplesPlan, placeExamples } from './examples.js'
import { type Accumulator, type Columns, SCATTERED_UNITS } from './kernels/kernels.js'
import { roomOf } from './slice.js'

/** What has to be known to find everything in the one memory. Plain values: it is sent to every worker. */
export interface WorkspacePlan {
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly train: ExamplesPlan
  readonly test: ExamplesPlan
  readonly workers: number
  /** Whether each worker has a whole gradient of its own (the strategy `buffers`). */
  readonly gradients: boolean
  /** Whether each worker trains a share of the network (share.ts): an even part of the blocks of its two layers. */
  readonly shares: boolean
}

/** Rows of a workspace at least, for when nothing is trained: large enough to fill the kernels' tiles. */
const EVALUATION_ROWS = 256

/** Workers of a run at most: each has rows of its own when nothing is trained. */
export const MOST_WORKERS = EVALUATION_ROWS

/** Rows that are computed at once when nothing is trained. */
export function evaluationRows(workspace: Workspace): number {
  return workspace.activations[0].rows
}

/** A dataset with what is computed for each of its examples. */
export interface Part {
  readonly examples: Examples
  /** [count]: ½‖z − l‖² when the example was last computed. */
  readonly losses: Float32Array
  /** [count]: the index of its largest output. */
  readonly predictions: Uint32Array
}

/** What only one worker writes. */
export interface Private {
  /** For each layer outputs × inputs: Uᵀ. The first layer's is never needed and has no rows. */
  readonly transposed: readonly Matrix[]
  /** The sparse minibatch by input: all of it where the worker sorts alone, otherwise the inputs that it sorts. */
  readonly columns: Columns
  /** What it sums the gradient of a sparse minibatch in that is not sorted. */
  readonly accumulator: Accumulator
  /** [architecture.length], or [0] where the strategy keeps no gradient. */
  readonly gradient: Float32Array
  /** The same by layer, (inputs + 1) × outputs each. */
  readonly gradients: readonly Matrix[]
}

/** Everything that training computes with, as views of one buffer. */
export interface Workspace {
  readonly plan: WorkspacePlan
  readonly architecture: Architecture
  /** [architecture.length]: weights and biases of all layers. */
  readonly parameters: Float32Array
  /** The same by layer, (inputs + 1) × outputs each, biases in the last row. */
  readonly layers: readonly Matrix[]
  /** rows × inputs: a dense minibatch; no rows where examples are sparse. */
  readonly inputs: Matrix
  /** For each layer rows × outputs: p, then y. */
  readonly activations: readonly Matrix[]
  /** For each layer rows × outputs: ∂ε/∂p. */
  readonly deltas: readonly Matrix[]
  /**
   * By turns [blocks of the second layer]: rows × outputs, the sums of each block; nothing where it has one. One turn;
   * two with shares, where a worker may write the sums of the next minibatch while another still reads the last.
   */
  readonly sums: readonly (readonly Matrix[])[]
  readonly train: Part
  readonly test: Part
  /** Two orders [train.count]: of this epoch and of the next, by the parity of the epoch. */
  readonly orders: readonly [Uint32Array, Uint32Array]
  /** [max(train.count, test.count)]: 0, 1, 2, … the order of evaluation. */
  readonly identity: Uint32Array
  readonly workers: readonly Private[]
}

/** Bytes that `placeWorkspace` takes from an arena. */
export function workspaceBytes(plan: WorkspacePlan): number {
  const arena = new Arena()
  placeWorkspace(arena, plan)
  return arena.bytes
}

/** The views that `plan` describes, the next parts of `arena`. */
export function placeWorkspace(arena: Arena, plan: WorkspacePlan): Workspace {
  const architecture = createArchitecture(plan.sizes)
  const rows = Math.max(plan.batchSize, EVALUATION_ROWS)
  const sparse = plan.train.form === 'sparse'
  const parameters = arena.float32(architecture.length)
  const part = (examples: ExamplesPlan): Part => ({
    examples: placeExamples(arena, examples),
    losses: arena.float32(examples.count),
    predictions: arena.uint32(examples.count),
  })
  const [, second] = architecture.layers
  const blocks = second && second.blocks.length > 1 ? second.blocks : []
  return {
    plan,
    architecture,
    parameters,
    layers: layerMatrices(architecture, parameters),
    inputs: arena.matrix(sparse ? 0 : rows, plan.sizes[0]),
    activations: architecture.layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    deltas: architecture.layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    sums: Array.from({ length: plan.shares ? 2 : 1 }, () =>
      blocks.map(() => arena.matrix(rows, second.outputs)),
    ),
    train: part(plan.train),
    test: part(plan.test),
    orders: [arena.uint32(plan.train.count), arena.uint32(plan.train.count)],
    identity: arena.uint32(Math.max(plan.train.count, plan.test.count)),
    workers: Array.from({ length: plan.workers }, () => placePrivate(arena, plan, architecture)),
  }
}

function placePrivate(arena: Arena, plan: WorkspacePlan, architecture: Architecture): Private {
  const sparse = plan.train.form === 'sparse'
  const [inputs] = architecture.sizes
  const gradient = arena.float32(plan.gradients ? architecture.length : 0)
  return {
    transposed: architecture.layers.map(({ inputs, outputs }, l) =>
      arena.matrix(l === 0 ? 0 : outputs, inputs),
    ),
    columns: placeOwnColumns(arena, plan),
    accumulator: placeAccumulator(arena, sparse ? inputs : 0),
    gradient,
    gradients: plan.gradients ? layerMatrices(architecture, gradient) : [],
  }
}

function placeOwnColumns(
  arena: Arena,
  { batchSize, train, workers, gradients, shares }: WorkspacePlan,
): Columns {
  const sortsAlone = workers === 1 || gradients || shares
  return placeColumns(arena, train, batchSize, sortsAlone ? roomOf(batchSize, train.inputs, workers) : 0)
}

/**
 * Columns for so many rows of sparse examples, the next parts of `arena`; empty ones for other forms.
 * @param room cells of each input where `sparseProduct` sorts; 0 where their entries follow each other without gaps
 */
export function placeColumns(
  arena: Arena,
  { form, inputs, longest, entries }: ExamplesPlan,
  rows: number,
  room: number,
): Columns {
  if (form !== 'sparse')
    return { starts: arena.uint32(0), ends: arena.uint32(0), cells: arena.uint32(1), room: 0 }
  const cells = room > 0 ? inputs * room : Math.min(rows * longest, entries)
  return { starts: arena.uint32(inputs), ends: arena.uint32(inputs), cells: arena.uint32(cells + 1), room }
}

/** Room for the sums of so many inputs, the next parts of `arena`. To be zero before use, as new memory is. */
export function placeAccumulator(arena: Arena, inputs: number): Accumulator {
  return {
    sums: arena.float32(inputs * SCATTERED_UNITS),
    lit: arena.uint32(inputs + 1),
    marks: arena.uint8(inputs),
  }
}
