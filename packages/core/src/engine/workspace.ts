import { type Architecture, createArchitecture } from '../network/architecture.js'
import { type Matrix, matrixLength } from '../network/matrix.js'
import { Arena } from './arena.js'
import { type ExamplesPlan, type Part, placePart } from './examples.js'
import { type Accumulator, type Columns, SCATTERED_UNITS } from './kernels/kernels.js'
import { roomOf } from './slice.js'
import { placeUpdate, type Update } from './update.js'

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

/** What only one worker writes. */
export interface Private {
  /** For each layer outputs × inputs: Uᵀ. The first layer's is never needed and has no rows. */
  readonly transposed: readonly Matrix[]
  /** The sparse minibatch by input: all of it where the worker sorts alone, otherwise the inputs that it sorts. */
  readonly columns: Columns
  /** What it sums the gradient of a sparse minibatch in that is not sorted. */
  readonly accumulator: Accumulator
  /** What it does with a gradient. */
  readonly update: Update
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
  const [, second] = architecture.layers
  const blocks = second && second.blocks.length > 1 ? second.blocks : []
  return {
    plan,
    architecture,
    parameters,
    layers: placeLayers(arena, architecture, parameters),
    inputs: arena.matrix(sparse ? 0 : rows, plan.sizes[0]),
    activations: architecture.layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    deltas: architecture.layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    sums: Array.from({ length: plan.shares ? 2 : 1 }, () =>
      blocks.map(() => arena.matrix(rows, second.outputs)),
    ),
    train: placePart(arena, plan.train),
    test: placePart(arena, plan.test),
    orders: [arena.uint32(plan.train.count), arena.uint32(plan.train.count)],
    identity: arena.uint32(Math.max(plan.train.count, plan.test.count)),
    workers: Array.from({ length: plan.workers }, () => placePrivate(arena, plan, architecture)),
  }
}

/** `layerMatrices` of parameters in the buffer of `arena`. */
export function placeLayers(arena: Arena, { layers }: Architecture, parameters: Float32Array): Matrix[] {
  return layers.map(({ inputs, outputs, offset }) => {
    const values = parameters.subarray(offset, offset + matrixLength(inputs + 1, outputs))
    return arena.matrixOver(values, inputs + 1, outputs)
  })
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
    update: placeUpdate(arena),
    gradient,
    gradients: plan.gradients ? placeLayers(arena, architecture, gradient) : [],
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
 * @param capacity cells of each input where `sparseProduct` sorts; 0 where their entries follow each other without gaps
 */
export function placeColumns(
  arena: Arena,
  { form, inputs, longest, entries }: ExamplesPlan,
  rows: number,
  capacity: number,
): Columns {
  const sparse = form === 'sparse'
  const count = capacity > 0 ? inputs * capacity : Math.min(rows * longest, entries)
  const starts = arena.uint32(sparse ? inputs : 0)
  const ends = arena.uint32(sparse ? inputs : 0)
  const cells = arena.uint32(sparse ? count + 1 : 1)
  const record = arena.record(starts.byteOffset, ends.byteOffset, cells.byteOffset, sparse ? capacity : 0)
  return { starts, ends, cells, capacity: sparse ? capacity : 0, record }
}

/** The sums of so many inputs, the next parts of `arena`. To be zero before use, as new memory is. */
export function placeAccumulator(arena: Arena, inputs: number): Accumulator {
  const sums = arena.float32(inputs * SCATTERED_UNITS)
  const lit = arena.uint32(inputs + 1)
  const marks = arena.uint8(inputs)
  return { sums, lit, marks, record: arena.record(sums.byteOffset, lit.byteOffset, marks.byteOffset) }
}
