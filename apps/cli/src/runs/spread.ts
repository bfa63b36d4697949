/** The mean of some values, and how far they are from it. */
export interface Spread {
  readonly mean: number
  /** The standard deviation of a sample: of n values the sum of squares is divided by n − 1. NaN of one value. */
  readonly deviation: number
}

/** Mean and standard deviation of values, of which there is one at least. */
export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}
