import type { Computation, Kernels, Minibatch, Share, Workspace } from '@antigrad/core/internal'
import type { Phase } from '../control.js'

/** How the workers divide a step among them. */
export type StrategyName = 'slices' | 'buffers'

/** What one worker trains with. */
export interface Session {
  readonly workspace: Workspace
  /** [workers], or nothing where they do not train shares. */
  readonly shares: readonly Share[]
  readonly kernels: Kernels
  readonly computation: Computation
  readonly rank: number
  readonly workers: number
  readonly learningRate: number
  /** Says what the worker begins now. */
  readonly enter: (phase: Phase) => void
  /**
   * Begins the phase `barrier` and waits until all workers have come here: what any of them has written is then seen by
   * all.
   * @param meanwhile what is done between arriving and waiting: it needs nothing of the others
   * @throws Aborted when the run is given up meanwhile
   */
  readonly meet: (meanwhile?: () => void) => void
  /** Says that a loss is not finite; everybody learns it behind the next barrier. */
  readonly diverge: () => void
  /** Whether any worker has said so in this step. To be asked behind a barrier that follows `compare`. */
  readonly diverged: () => boolean
}

/** One way to take a step, on every worker at once. */
export interface Strategy {
  /** Called before the first step of an epoch, or of what a pause has left of it. */
  begin?(): void
  /** Called behind the last. When it returns on all workers, the parameters of the workspace are those of the run. */
  end?(): void
  /**
   * Takes one step.
   * @returns false, and leaves the parameters as they were, where the loss is not finite
   */
  step(minibatch: Minibatch): boolean
}
