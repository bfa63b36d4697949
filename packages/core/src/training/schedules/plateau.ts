import { UsageError } from '../../errors.js'
import { factor as checkFactor, whole } from './check.js'
import { epochOf, type ScheduledRun } from './run.js'

/** A loss is better where it is below the best by this part of it. */
const THRESHOLD = 1e-4

/** A change of the rate by no more than this is not made. */
const SMALLEST_CHANGE = 1e-8

/**
 * The rate falls when the validation loss stands still: PyTorch's ReduceLROnPlateau with its defaults (a relative threshold
 * of 1e-4, no cooldown, no smallest rate). A function of the losses so far, so a resumed run goes on alike.
 */
export interface Plateau {
  readonly name: 'plateau'
  /** What the rate is multiplied by, above 0 and at most 1. */
  readonly factor: number
  /** Epochs without a better loss that are endured: the rate falls after one more. At least 0. */
  readonly patience: number
}

/**
 * The learning rate is multiplied by `factor` after more than `patience` epochs without a better validation loss.
 * @throws UsageError for options out of range
 * @example
 * import { fromRows, plateau, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const schedule = plateau({ patience: 2 })
 * const trainer = new Trainer({ dataset, hidden: [8], schedule, batchSize: 10, learningRate: 1, seed: 1 })
 * const losses = []
 * for await (const _ of trainer.train({ epochs: 9 })) {
 *   losses.push(trainer.evaluate().loss)
 *   trainer.validated(losses)
 * }
 */
export function plateau(options: Partial<Omit<Plateau, 'name'>> = {}): Plateau {
  const { factor = 0.1, patience = 10 } = options
  return {
    name: 'plateau',
    factor: checkFactor('plateau: factor', factor),
    patience: whole('plateau: patience', patience, 0),
  }
}

/**
 * η of a step, counted from 0, by the validation losses of the epochs before its own; those of later epochs do not count.
 * @throws UsageError where one of them is missing
 */
export function plateauRate(schedule: Plateau, η: number, step: number, run: ScheduledRun): number {
  const { validationLosses: losses = [] } = run
  const epochs = epochOf(step, run)
  if (losses.length < epochs) {
    throw new UsageError(
      `the schedule plateau needs the validation loss of ${epochs} epochs before step ${step}, found ${losses.length}`,
    )
  }
  let rate = η
  let best = Number.POSITIVE_INFINITY
  let bad = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (losses[epoch] < best * (1 - THRESHOLD)) {
      best = losses[epoch]
      bad = 0
    } else bad++
    if (bad > schedule.patience) {
      const lower = rate * schedule.factor
      if (rate - lower > SMALLEST_CHANGE) rate = lower
      bad = 0
    }
  }
  return rate
}
