/** An interval of numbers, low ≤ high. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** The least and the largest of every `step`-th value, from `first`. Throws RangeError for none. */
export function rangeOf(values: ArrayLike<number>, first = 0, step = 1): Range {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let n = first; n < values.length; n += step) {
    if (values[n] < low) low = values[n]
    if (values[n] > high) high = values[n]
  }
  if (low > high) throw new RangeError('a range takes at least one number, found none')
  return { low, high }
}

/**
 * The straight line that takes `from` to `to`, at `value`; numbers beyond `from` go beyond `to`.
 * Where `from` is a single number, it goes to the middle of `to`.
 */
export function rescale(value: number, from: Range, to: Range): number {
  const share = from.high > from.low ? (value - from.low) / (from.high - from.low) : 0.5
  return to.low + share * (to.high - to.low)
}
