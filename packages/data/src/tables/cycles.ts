import { cosineOfPi } from '@antigrad/core/internal'

/**
 * Writes the cosine and the sine of each cycle at a moment. Of cycles longer than a day whole days count: each weekday is a
 * point of its own.
 * @param days since 1970-01-01
 * @param periods of the cycles, in days
 */
export function writeCycles(
  inputs: Float64Array | Float32Array,
  first: number,
  days: number,
  periods: readonly number[],
): void {
  for (const [cycle, period] of periods.entries()) {
    const turns = (period > 1 ? Math.floor(days) : days) / period
    for (const part of [0, 1]) inputs[first + 2 * cycle + part] = cosineOfTurns(turns - part / 4)
  }
}

/** From whole turns to the nearer of them it is half a turn at most. */
function cosineOfTurns(turns: number): number {
  return cosineOfPi(2 * Math.abs(turns - Math.round(turns)))
}
