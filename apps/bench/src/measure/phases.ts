import type { SplitDataset } from '@antigrad/core'
import type { Scenario } from '../scenario.js'
import { type Configuration, startTrainer } from './contender.js'
import { PhaseClock, type PhaseSeconds, PROBE } from './phase-clock.js'

/** Where a worker's time goes. The three parts sum to 1. */
export interface Shares {
  /** Forward, deltas, the gradient of the shard, sorting. */
  readonly compute: number
  /** Waiting for the others. */
  readonly barrier: number
  /** Summing the slice's gradient and the step on it. */
  readonly update: number
}

/** As many epochs as a contender's warm-up. */
const WARM_UP = 2

/**
 * Seconds of each phase in one epoch: an epoch of its own with the probe, because the probe costs time
 * that the timed turns must not have.
 */
export async function measurePhases(
  scenario: Scenario,
  dataset: SplitDataset,
  configuration: Configuration,
): Promise<PhaseSeconds> {
  const clock = new PhaseClock(configuration.threads)
  const trainer = await startTrainer(scenario, dataset, configuration, PROBE)
  try {
    for (let epoch = 0; epoch < WARM_UP; epoch++) await trainer.epoch()
    clock.reset()
    await trainer.epoch()
    return clock.read()
  } finally {
    await trainer.close()
  }
}

export function sharesOf({ forward, gradient, barrier, sum, update }: PhaseSeconds): Shares {
  const all = forward + gradient + barrier + sum + update
  return { compute: (forward + gradient) / all, barrier: barrier / all, update: (sum + update) / all }
}
