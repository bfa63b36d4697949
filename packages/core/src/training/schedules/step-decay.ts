import { factor, whole } from './check.js'
import { decayed } from './decayed.js'
import { epochOf, type ScheduledRun } from './run.js'

/** η · γⁿ after n times `every` epochs: PyTorch's StepLR. */
export interface StepDecay {
  readonly name: 'step'
  /** Epochs at one rate, at least 1. */
  readonly every: number
  /** γ, above 0 and at most 1. */
  readonly gamma: number
}

/**
 * The learning rate is multiplied by γ every so many epochs.
 * @throws UsageError for options out of range
 * @example
 * import { fromRows, stepDecay, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], schedule: stepDecay({ every: 2, gamma: 0.5 }), batchSize: 10, learningRate: 1, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function stepDecay(options: { readonly every: number; readonly gamma?: number }): StepDecay {
  const { every, gamma = 0.1 } = options
  return { name: 'step', every: whole('step: every', every, 1), gamma: factor('step: gamma', gamma) }
}

/** η of a step, counted from 0. */
export function stepDecayRate(
  { every, gamma }: StepDecay,
  η: number,
  step: number,
  run: ScheduledRun,
): number {
  return decayed(η, gamma, Math.floor(epochOf(step, run) / every))
}
