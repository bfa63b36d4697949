/** Whole numbers up to here are exact in float64. */
const EXACT = 2n ** 53n

/** Places after the point that a decimal may have, or zeros before it. */
const MOST_PLACES = 100

/**
 * A decimal, `unscaled` ten to the power of −`scale`, as a cell of a table: the nearest float64 where that holds its digits, and
 * all its digits as text where it does not. What of those counts is seen of the whole column.
 * @throws Error for more places than any program writes
 */
export function decimalCell(unscaled: bigint, scale: number): number | string {
  if (!(Math.abs(scale) <= MOST_PLACES)) throw new Error(`a decimal of ${scale} places`)
  let [digits, places] = [unscaled, scale]
  while (places > 0 && digits % 10n === 0n) {
    digits /= 10n
    places--
  }
  const size = digits < 0n ? -digits : digits
  if (size <= EXACT) return Number(`${digits}e${-places}`)
  if (places <= 0) return `${digits}${'0'.repeat(-places)}`
  const text = String(size).padStart(places + 1, '0')
  return `${digits < 0n ? '-' : ''}${text.slice(0, -places)}.${text.slice(-places)}`
}
