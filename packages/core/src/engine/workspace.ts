import { hasDerivativeFromValue } from '../network/activation.js'
import { type Architecture, createArchitecture, type Functions } from '../network/architecture.js'
import { type Matrix, matrixLength, PANEL } from '../network/matrix.js'
import type { Arena } from './arena.js'
import { allocateDropout, type Dropout } from './dropout.js'
import { allocatePart, type ExamplesPlan, type Part } from './examples.js'
import { type Accumulator, type Columns, SCATTERED_UNITS } from './kernels/kernels.js'
import { allocateLit, type Lit } from './lit.js'
import { squareBlocks } from './norm.js'
import { allocateBlockSums, type BlockSums, blockCount } from './row-blocks.js'
import { capacityOf } from './slice.js'
import { allocateStaging, type Staging } from './staging.js'
import { allocateUpdate, type Update } from './update.js'

/** What has to be known to find a workspace in memory. Plain values: it can be sent to every worker. */
export interface WorkspacePlan {
  readonly sizes: readonly number[]
  /** The lecture's where absent. */
  readonly functions?: Functions
  readonly batchSize: number
  readonly train: ExamplesPlan
  readonly test: ExamplesPlan
  /** What a step needs beside weights and activations; nothing where absent, as for plain SGD. */
  readonly step?: StepNeeds
}

/** What a step needs beside weights and activations. */
export interface StepNeeds {
  /** Numbers that the update rule keeps of every parameter. */
  readonly states: number
  /** Whether the gradient is stored before the weights are updated: for every rule but plain SGD, and to clip it. */
  readonly storesGradient: boolean
  /** Whether the gradient is scaled by its norm. */
  readonly clips: boolean
  /** [hidden layers]: the part of its units that a step leaves out. */
  readonly dropout: readonly number[]
  /** Whether a step sees other examples than those of the dataset: staging.ts. */
  readonly stages: boolean
  /** Whether a moving average of the weights is kept. */
  readonly averages: boolean
  /** Layers that keep their weights, counted from 1. */
  readonly freeze: readonly number[]
}

const NOTHING: StepNeeds = {
  states: 0,
  storesGradient: false,
  clips: false,
  dropout: [],
  stages: false,
  averages: false,
  freeze: [],
}

/** What a step of `plan` needs. */
export function stepNeeds({ step = NOTHING }: Pick<WorkspacePlan, 'step'>): StepNeeds {
  return step
}

/** Rows of a workspace at least, for when nothing is trained: large enough to fill the kernels' tiles. */
export const EVALUATION_ROWS = 256

/** Rows that are computed at once when nothing is trained. */
export function evaluationRows(workspace: Workspace): number {
  return workspace.activations[0].rows
}

/** What a `Computation` writes on its way from one result in the workspace to the next. Each thread has its own. */
export interface Scratch {
  /** For each layer outputs × inputs: Uᵀ. The first layer's is never needed and has no rows. */
  readonly transposed: readonly Matrix[]
  /** The sparse minibatch, or some inputs of it, sorted by input. */
  readonly columns: Columns
  /** Sums of the gradient of a sparse minibatch that is not sorted. */
  readonly accumulator: Accumulator
  /** Sums of a gradient in blocks of rows. */
  readonly blockSums: BlockSums
  /** Which units of a hidden layer are lit. */
  readonly lit: Lit
  /** What is done with a gradient. */
  readonly update: Update
  /** What stores it: the rule `store`. */
  readonly store: Update
  /** What a moving average does with the weights. */
  readonly average: Update
  /** [hidden layers]: which units a step leaves out. */
  readonly dropouts: readonly Dropout[]
}

/** Everything that training computes with, as views of one buffer. */
export interface Workspace {
  readonly plan: WorkspacePlan
  readonly architecture: Architecture
  /** [architecture.length]: weights and biases of all layers. */
  readonly parameters: Float32Array
  /** The same by layer, (inputs + 1) × outputs each, biases in the last row. */
  readonly layers: readonly Matrix[]
  /** What the update rule keeps of every parameter: none, one or two numbers. */
  readonly states: readonly Parameters[]
  /** A moving average of the parameters, where one is kept. */
  readonly average: Parameters | undefined
  /** The gradient, where it is stored before the weights are updated. */
  readonly gradient: Parameters | undefined
  /** Sums of the squares of blocks of the gradient, where it is clipped: norm.ts. */
  readonly squares: Float32Array
  /** rows × inputs: a dense minibatch; no rows where examples are sparse. */
  readonly inputs: Matrix
  /** For each layer rows × outputs: p, then y. */
  readonly activations: readonly Matrix[]
  /** [hidden layers] rows × outputs: f′(p), of layers where that does not follow from y; no rows of others. */
  readonly slopes: readonly Matrix[]
  /** For each layer rows × outputs: ∂ε/∂p. */
  readonly deltas: readonly Matrix[]
  /** Partial sums of the second layer per block, rows × outputs each; empty for a single block. */
  readonly sums: readonly Matrix[]
  readonly train: Part
  readonly test: Part
  /** The examples of a minibatch as a step sees them, where they are not those of `train`. */
  readonly staging: Staging | undefined
  /** [1]: η, or the rate of the next epoch where it follows from validation; set between epochs. */
  readonly rate: Float64Array
  /**
   * Orders [train.count] of this epoch and of the next, by the parity of the epoch; one and the same where features are stored,
   * for then examples are many.
   */
  readonly orders: readonly [Uint32Array, Uint32Array]
  /** [max(train.count, test.count)], or [test.count] where features are stored: 0, 1, 2, … the order of evaluation. */
  readonly identity: Uint32Array
}

/** The views that `plan` describes, the next parts of `arena`. */
export function allocateWorkspace(arena: Arena, plan: WorkspacePlan): Workspace {
  const architecture = createArchitecture(plan.sizes, plan.functions)
  const { states, storesGradient, clips, stages, averages } = stepNeeds(plan)
  const rows = Math.max(plan.batchSize, EVALUATION_ROWS)
  const sparse = plan.train.form === 'sparse'
  const parameters = allocateParameters(arena, architecture)
  const [, second] = architecture.layers
  const blocks = second && second.blocks.length > 1 ? second.blocks : []
  const order = arena.uint32(plan.train.count)
  return {
    plan,
    architecture,
    parameters: parameters.values,
    layers: parameters.layers,
    states: Array.from({ length: states }, () => allocateParameters(arena, architecture)),
    average: averages ? allocateParameters(arena, architecture) : undefined,
    gradient: storesGradient ? allocateParameters(arena, architecture) : undefined,
    squares: arena.float32(clips ? squareBlocks(architecture.length) : 0),
    inputs: arena.matrix(sparse ? 0 : rows, plan.sizes[0]),
    activations: architecture.layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    slopes: allocateSlopes(arena, architecture, plan, rows),
    deltas: architecture.layers.map(({ outputs }) => arena.matrix(rows, outputs)),
    sums: blocks.map(() => arena.matrix(rows, second.outputs)),
    train: allocatePart(arena, plan.train),
    test: allocatePart(arena, plan.test),
    rate: arena.float64(1),
    staging: stages ? allocateStaging(arena, plan.train, plan.batchSize) : undefined,
    orders: [order, plan.train.stored ? order : arena.uint32(plan.train.count)],
    identity: arena.uint32(Math.max(plan.train.stored ? 0 : plan.train.count, plan.test.count)),
  }
}

/** The workspace whose weights are evaluated: the averaged ones, where they are kept. */
export function evaluated(workspace: Workspace): Workspace {
  const { average } = workspace
  return average ? { ...workspace, parameters: average.values, layers: average.layers } : workspace
}

/** f′(p) of hidden layers whose derivative does not follow from what is left of y. */
export function allocateSlopes(
  arena: Arena,
  { activations, sizes }: Architecture,
  plan: Pick<WorkspacePlan, 'step'>,
  rows: number,
): Matrix[] {
  const { dropout } = stepNeeds(plan)
  return activations.map((activation, l) => {
    const needed = dropout[l] > 0 || !hasDerivativeFromValue(activation)
    return arena.matrix(needed ? rows : 0, sizes[l + 1])
  })
}

/** A number for each parameter of a network: the parameters themselves, or their gradient. */
export interface Parameters {
  /** [architecture.length]: all of them. */
  readonly values: Float32Array
  /** The same by layer, (inputs + 1) × outputs each. */
  readonly layers: readonly Matrix[]
}

/** A number for each parameter, the next parts of `arena`. */
export function allocateParameters(arena: Arena, { layers, length }: Architecture): Parameters {
  const values = arena.float32(length)
  return {
    values,
    layers: layers.map(({ inputs, outputs, offset }) => {
      const ofLayer = values.subarray(offset, offset + matrixLength(inputs + 1, outputs))
      return arena.matrixOver(ofLayer, inputs + 1, outputs)
    }),
  }
}

/** A workspace and the scratch of the one thread that computes in it. */
export interface SingleThread {
  readonly workspace: Workspace
  readonly scratch: Scratch
}

/** All that one thread needs, the next parts of `arena`. */
export function allocateSingleThread(arena: Arena, plan: WorkspacePlan): SingleThread {
  const workspace = allocateWorkspace(arena, plan)
  return {
    workspace,
    scratch: allocateScratch(arena, plan, capacityOf(plan.batchSize, plan.train.inputs, 1)),
  }
}

/**
 * The scratch of one thread, the next parts of `arena`.
 * @param capacity cells of each input where the thread sorts alone, on its way forward: `capacityOf`; 0 where several
 * threads share the sorting
 */
export function allocateScratch(arena: Arena, plan: WorkspacePlan, capacity: number): Scratch {
  const { sizes, batchSize, train } = plan
  const { stages } = stepNeeds(plan)
  return {
    transposed: sizes.slice(1).map((outputs, l) => arena.matrix(l === 0 ? 0 : outputs, sizes[l])),
    columns: allocateColumns(arena, stages ? withAnyEntries(train, batchSize) : train, batchSize, capacity),
    accumulator: allocateAccumulator(arena, train.form === 'sparse' ? train.inputs : 0),
    blockSums: allocateBlockSums(arena, blockCount(batchSize)),
    lit: allocateLit(arena, Math.max(...sizes.slice(1)), EVALUATION_ROWS, batchSize),
    update: allocateUpdate(arena),
    store: allocateUpdate(arena),
    average: allocateUpdate(arena),
    dropouts: sizes.slice(1, -1).map(() => allocateDropout(arena)),
  }
}

/** The plan of examples of which each may have an entry for every input. */
function withAnyEntries(train: ExamplesPlan, rows: number): ExamplesPlan {
  const { form, inputs } = train
  return form === 'sparse' ? { ...train, longest: inputs, entries: rows * inputs } : train
}

/**
 * Columns for so many rows of sparse examples, the next parts of `arena`; empty ones for other forms. Cursors and zeros are to
 * be zero before use, as new memory is.
 * @param capacity cells of each input where `sparseProduct` sorts; 0 where their entries follow each other without gaps
 */
export function allocateColumns(
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
  const cursors = arena.uint32(sparse ? rows : 0)
  const zeros = arena.float32(sparse ? PANEL : 0)
  const record = arena.record(
    starts.byteOffset,
    ends.byteOffset,
    cells.byteOffset,
    sparse ? capacity : 0,
    cursors.byteOffset,
    zeros.byteOffset,
    sparse ? rows : 0,
  )
  return { starts, ends, cells, capacity: sparse ? capacity : 0, cursors, zeros, record }
}

/** The sums of so many inputs, the next parts of `arena`. To be zero before use, as new memory is. */
export function allocateAccumulator(arena: Arena, inputs: number): Accumulator {
  const sums = arena.float32(inputs * SCATTERED_UNITS)
  const lit = arena.uint32(inputs + 1)
  const marks = arena.uint8(inputs)
  return { sums, lit, marks, record: arena.record(sums.byteOffset, lit.byteOffset, marks.byteOffset) }
}
