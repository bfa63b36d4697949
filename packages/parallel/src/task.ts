import type { SharedMemory, WorkspacePlan } from '@antigrad/core'
import type { Phase } from './control.js'
import type { Division } from './division.js'
import type { StrategyName } from './strategies/strategy.js'

/** What a worker is sent, once. Everything else is in the shared memory. */
export interface WorkerTask {
  readonly memory: SharedMemory
  readonly plan: WorkspacePlan
  readonly rank: number
  readonly strategy: StrategyName
  /** Of `slices`, where the workers do not train shares of the network. */
  readonly division: Division | undefined
  readonly learningRate: number
  /** Of the orders of epochs, for the worker that makes the next one while it waits; nobody does where a core is free. */
  readonly orderSeed: number | undefined
  /** Whether a waiting worker spins before it sleeps: not where there are more workers than cores. */
  readonly spins: boolean
  /** URL of a module that exports a `Probe`, for measurements and for tests that make faults happen. */
  readonly probe?: string
}

/** What a probe module exports: it is called in the worker whenever a phase begins. */
export interface Probe {
  enter(rank: number, phase: Phase): void
}
