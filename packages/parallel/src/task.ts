import type { FeatureSource } from '@antigrad/core'
import type { Kernels, Recipe, SharedMemory, WasmModule, WorkspacePlan } from '@antigrad/core/internal'
import type { Phase } from './control.js'
import type { Member } from './ranks/group.js'

/** What a worker is sent, once. Everything else is in the shared memory. */
export interface WorkerTask {
  readonly memory: SharedMemory
  readonly kernels: Kernels['name']
  /** Theirs, compiled once for all workers; nothing for plain ones. */
  readonly module: WasmModule | undefined
  readonly plan: WorkspacePlan
  readonly rank: number
  /** For each number of workers that may take part, ascending; the last has all. */
  readonly teams: readonly TeamTask[]
  /** Which of several processes that train together this is; absent where one trains alone. */
  readonly member?: Member
  readonly recipe: Recipe
  /** The seed of the orders, for the one worker that makes the next while it waits; none where the main thread does it. */
  readonly orderSeed: number | undefined
  /** Whether a waiting worker spins before it sleeps: not where there are more workers than cores. */
  readonly spins: boolean
  /** Where the features of the training examples lie, if not in memory. */
  readonly features?: FeatureSource
  /** URL of a module that exports a `Probe`, for measurements and for tests that make faults happen. */
  readonly probe?: string
}

/** How so many workers take steps. */
export interface TeamTask {
  readonly workers: number
  /** The name of their division (divisions/registry.ts). */
  readonly division: string
  /** What the division has planned: who does what. */
  readonly divisionPlan: unknown
}

/** What a probe module exports. */
export interface Probe {
  /** Called in the worker whenever a phase begins. */
  enter(rank: number, phase: Phase): void
  /**
   * Called in worker 0 after each step, in place of measuring.
   * @param counts the numbers of workers to choose from
   * @returns how many take part in the steps after the next
   */
  chooseWorkers?(counts: readonly number[]): number
}
