import { divisor, share } from './check.js'
import { cosineOfPi } from './cosine-of-pi.js'
import { type ScheduledRun, totalSteps } from './run.js'

/**
 * Up to η and down again, both along half a cosine (Smith & Topin, Super-convergence, 2018): the two phases of PyTorch's
 * OneCycleLR, whose `max_lr` is η. The names are PyTorch's. Momentum stays: PyTorch's `cycle_momentum=False`.
 */
export interface OneCycle {
  readonly name: 'one-cycle'
  /** The part of the steps in which the rate rises, in [0, 1]. */
  readonly pctStart: number
  /** The first rate is η / divFactor, at least 1. */
  readonly divFactor: number
  /** The last rate is the first one / finalDivFactor, at least 1. */
  readonly finalDivFactor: number
}

/**
 * The learning rate rises from η / divFactor to η, then falls to η / divFactor / finalDivFactor.
 * @throws UsageError for options out of range
 * @example
 * import { fromRows, oneCycle, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], schedule: oneCycle(), batchSize: 10, learningRate: 1, seed: 1, epochs: 3 })
 * await trainer.train({ epochs: 3 })
 */
export function oneCycle(options: Partial<Omit<OneCycle, 'name'>> = {}): OneCycle {
  const { pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options
  return {
    name: 'one-cycle',
    pctStart: share('one-cycle: pctStart', pctStart),
    divFactor: divisor('one-cycle: divFactor', divFactor),
    finalDivFactor: divisor('one-cycle: finalDivFactor', finalDivFactor),
  }
}

/** η of a step, counted from 0: the peak is at pctStart · T − 1 of T steps, which need not be whole. */
export function oneCycleRate(schedule: OneCycle, η: number, step: number, run: ScheduledRun): number {
  const total = totalSteps('one-cycle', run)
  const first = η / schedule.divFactor
  const peak = schedule.pctStart * total - 1
  if (step > peak) return between(η, first / schedule.finalDivFactor, (step - peak) / (total - 1 - peak))
  // A rise of no steps begins at its end. PyTorch divides by zero.
  return between(first, η, peak === 0 ? 1 : step / peak)
}

/** From `start` at x = 0 to `end` at x = 1 along half a cosine. */
function between(start: number, end: number, x: number): number {
  return end + ((start - end) / 2) * (1 + cosineOfPi(x))
}
