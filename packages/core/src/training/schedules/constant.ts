/** The learning rate stays. */
export interface Constant {
  readonly name: 'constant'
}

/**
 * The learning rate stays as it is given.
 * @example
 * import { fromRows, constant, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], schedule: constant(), batchSize: 10, learningRate: 1, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function constant(): Constant {
  return { name: 'constant' }
}
