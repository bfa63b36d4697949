import type {
  Arena,
  Computation,
  ExamplesPlan,
  Kernels,
  Minibatch,
  Recipe,
  Scratch,
  StepNeeds,
  Steps,
  Workspace,
} from '@antigrad/core/internal'
import type { Phase } from '../control.js'
import type { RankExchange } from '../ranks/rank-exchange.js'
import type { StrategyName } from '../settings.js'

/**
 * One way in which workers divide a step among them; the weights are those of one thread, bit for bit. All workers allocate, then open the same division; each then takes
 * every step at the same time as the others.
 *
 * @template Plan who does what: plain values, which are sent to the workers
 * @template Memory what a run needs beyond the workspace
 */
export interface Division<Plan = unknown, Memory extends DivisionMemory = DivisionMemory> {
  readonly name: string
  /** What it is asked for by; none where it is not asked for. */
  readonly strategy: StrategyName | undefined
  /** Whether so many workers can divide such steps in this way, and it pays. */
  suits(shape: StepShape, workers: number): boolean
  /** What the run needs in shared memory beyond the workspace, the next parts of `arena`. The same on every thread. */
  allocate(arena: Arena, workspace: Workspace, workers: number): Memory
  /** Decides who does what. Called once, by the main thread, when the examples are in memory. */
  plan(workspace: Workspace, workers: number): Plan
  /** Called once by each worker, before its first step. */
  open(session: Session<Memory>, plan: Plan): DividedStep
}

/** What decides how a step may be divided. */
export interface StepShape {
  /** Units of the input and of each layer. */
  readonly sizes: readonly number[]
  /** Rows of the largest minibatch. */
  readonly batchSize: number
  readonly form: ExamplesPlan['form']
  /** What it needs beside weights and activations. */
  readonly needs: StepNeeds
}

/** What every division allocates. */
export interface DivisionMemory {
  /** [workers]: each its own. */
  readonly scratches: readonly Scratch[]
}

/** What one worker trains with. */
export interface Session<Memory extends DivisionMemory = DivisionMemory> {
  readonly workspace: Workspace
  readonly memory: Memory
  readonly kernels: Kernels
  /** Over the workspace and the worker's scratch. */
  readonly computation: Computation
  /** What changes from step to step, for that computation. */
  readonly steps: Steps
  /** What steps of another computation are made of. */
  readonly recipe: Recipe
  /** The control words: see control.ts. */
  readonly words: Int32Array
  readonly rank: number
  readonly workers: number
  /** What is exchanged with other processes, where several train together. */
  readonly exchange: RankExchange | undefined
  /** Says what the worker begins now. */
  readonly enter: (phase: Phase) => void
  /** Shows that the worker lives, in the phase that it has begun. */
  readonly goOn: () => void
  /**
   * Begins the phase `barrier` and waits until all workers have arrived at it: what any of them has written is then seen
   * by all.
   * @param meanwhile what is done between arriving and waiting: it needs nothing of the others
   * @throws Aborted when the run is given up meanwhile
   */
  readonly cross: (meanwhile?: () => void) => void
  /** Says that a loss is not finite; everybody learns it after the next barrier. */
  readonly diverge: () => void
  /** Whether any worker has said so in this step. To be asked after a barrier that follows `compare`. */
  readonly diverged: () => boolean
}

/** A step, as one worker takes it while the others do. */
export interface DividedStep {
  /** Called before the first step of an epoch, or of what a pause has left of it. */
  begin?(): void
  /** Called after the last. When it has returned on all workers, the parameters of the workspace are those of the run. */
  end?(): void
  /**
   * Takes one step.
   * @returns false, and leaves the parameters as they were, where the loss is not finite
   */
  step(minibatch: Minibatch): boolean
}
