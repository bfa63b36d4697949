import { whole } from './check.js'
import { cosineOfPi } from './cosine-of-pi.js'
import { type ScheduledRun, totalSteps } from './run.js'

/**
 * Half a cosine from η to 0 (Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, without
 * restarts; PyTorch's CosineAnnealingLR), after a rise along a line.
 */
export interface Cosine {
  readonly name: 'cosine'
  /** Steps of the rise, at least 0. */
  readonly warmup: number
}

/**
 * The learning rate rises along a line for `warmup` steps, then falls to 0 along half a cosine.
 * @throws UsageError where `warmup` is not a whole number from 0
 * @example
 * import { fromRows, cosine, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], schedule: cosine({ warmup: 5 }), batchSize: 10, learningRate: 1, seed: 1, epochs: 3 })
 * await trainer.train({ epochs: 3 })
 */
export function cosine({ warmup = 0 }: { readonly warmup?: number } = {}): Cosine {
  return { name: 'cosine', warmup: whole('cosine: warmup', warmup, 0) }
}

/**
 * η of a step t, counted from 0, of T: η (t + 1) / (warmup + 1) before step `warmup`, which is the first at η, and
 * η (1 + cos πx) / 2 from there, x = (t − warmup) / (T − warmup). So no step has the rate 0: step T would.
 */
export function cosineRate({ warmup }: Cosine, η: number, step: number, run: ScheduledRun): number {
  const total = totalSteps('cosine', run)
  if (step < warmup) return (η * (step + 1)) / (warmup + 1)
  return (η * (1 + cosineOfPi((step - warmup) / (total - warmup)))) / 2
}
