import { UsageError } from '../../errors.js'

/** What a schedule knows of a run. */
export interface ScheduledRun {
  /** At least 1. */
  readonly stepsPerEpoch: number
  /** At least 1; Infinity where nobody knows, which `cosine` and `one-cycle` refuse: they end with the run. */
  readonly epochs: number
  /** The validation loss of each epoch that is over, the first epoch's first. Only `plateau` asks. */
  readonly validationLosses?: readonly number[]
}

/** The epoch of a step, from 0: how many are over before it. */
export function epochOf(step: number, { stepsPerEpoch }: ScheduledRun): number {
  return Math.floor(step / stepsPerEpoch)
}

/**
 * Steps of the whole run.
 * @throws UsageError where its length is not known
 */
export function totalSteps(schedule: string, { stepsPerEpoch, epochs }: ScheduledRun): number {
  if (epochs === Number.POSITIVE_INFINITY) {
    throw new UsageError(`the schedule ${schedule} ends with the run: expected its number of epochs`)
  }
  return stepsPerEpoch * epochs
}
