import type { EpochResult, Network } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import type { RunConfig } from './config.js'

/** What an epoch was like. `accuracy` is NaN for regression. */
export interface EpochRecord extends EpochResult {
  /** On the validation part, after the epoch. */
  readonly valLoss?: number
  readonly valAccuracy?: number
  /** What patience goes by, where that is another metric than the loss. */
  readonly valMetric?: number
  /** On the test part, after the epoch, where a report is to show it. Nothing is chosen by it. */
  readonly testLoss?: number
  readonly testAccuracy?: number
}

/** The weights that were best in validation. */
export interface Best {
  /** After this epoch. */
  readonly epoch: number
  readonly valLoss: number
  /** What they were the best by, where that is another metric than the loss. */
  readonly metric?: number
  readonly network: Network
}

/** What is known of the training examples in the middle of an epoch. */
export interface Progress {
  readonly losses: Float32Array
  /** Of a run that classifies, the largest output of each: whole numbers far below 2²⁴, which float32 holds exactly. */
  readonly predictions?: Float32Array
}

/** All that a run needs to go on as if nothing had happened. The order of the examples follows from seed and epoch. */
export interface RunState {
  readonly network: Network
  /** Its weights averaged, where they are: what the run is judged by. */
  readonly average?: Network
  /** What the update rule keeps of every parameter; none of plain SGD. */
  readonly states?: readonly Float32Array[]
  readonly position: Position
  /** The epochs done, from the first; of very many, some (history.ts). */
  readonly history: readonly EpochRecord[]
  /** Kept where a run has patience. */
  readonly best?: Best
  /** By training example, of the epoch that is being trained: what its mean loss will be made of. */
  readonly progress?: Progress
}

/** Whether a run has come to its end: after its last epoch, or that of its patience. */
export function isFinished(
  { epochs, patience }: RunConfig,
  { position, best }: Pick<RunState, 'position' | 'best'>,
): boolean {
  if (position.done > 0) return false
  const done = position.epoch - 1
  return done >= epochs || (patience !== undefined && best !== undefined && done - best.epoch >= patience)
}

/** The losses in validation of epochs, where they have any. */
export function validationLosses(history: readonly EpochRecord[]): number[] {
  return history.flatMap(({ valLoss }) => (valLoss === undefined ? [] : [valLoss]))
}
