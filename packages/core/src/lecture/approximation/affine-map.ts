import type { Range } from './range.js'

/** What takes columns of numbers to a network's: base + (value − offset) / divisor, an offset and a divisor for each column. */
export interface AffineMap {
  readonly offsets: readonly number[]
  /** None is 0. */
  readonly divisors: readonly number[]
  readonly base: number
}

/** The divisor of a column that holds a single number: of arguments, any other becomes the same; of values, no other comes back. */
const SINGLE = { argument: 1e300, value: 1e-300 }

/**
 * The lines that take each range to `to`, as `rescale` does.
 * @param columns what the numbers are
 */
export function affineMapOf(from: readonly Range[], to: Range, columns: keyof typeof SINGLE): AffineMap {
  return {
    offsets: from.map(({ low, high }) => low + (high - low) / 2),
    divisors: from.map(({ low, high }) => (high > low ? (high - low) / (to.high - to.low) : SINGLE[columns])),
    base: (to.low + to.high) / 2,
  }
}
