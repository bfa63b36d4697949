import { factor } from './check.js'
import { decayed } from './decayed.js'
import { epochOf, type ScheduledRun } from './run.js'

/** η · γᵉ in epoch e, counted from 0: PyTorch's ExponentialLR. */
export interface ExponentialDecay {
  readonly name: 'exponential'
  /** γ, above 0 and at most 1. */
  readonly gamma: number
}

/**
 * The learning rate is multiplied by γ after each epoch.
 * @throws UsageError for another γ than one above 0 and at most 1
 * @example
 * import { fromRows, exponentialDecay, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], schedule: exponentialDecay({ gamma: 0.95 }), batchSize: 10, learningRate: 1, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function exponentialDecay({ gamma }: { readonly gamma: number }): ExponentialDecay {
  return { name: 'exponential', gamma: factor('exponential: gamma', gamma) }
}

/** η of a step, counted from 0. */
export function exponentialDecayRate(
  { gamma }: ExponentialDecay,
  η: number,
  step: number,
  run: ScheduledRun,
): number {
  return decayed(η, gamma, epochOf(step, run))
}
