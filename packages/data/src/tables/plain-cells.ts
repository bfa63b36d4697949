import type { CellPlaces } from './cell-places.js'
import { roundedQuotient, TENS } from './plain-number.js'

const [NEWLINE, PLUS, MINUS, POINT, ZERO] = [0x0a, 0x2b, 0x2d, 0x2e, 0x30]

/** So many digits are exact in an int32; two of them hold twice as many. */
const INT32_DIGITS = 9
const BILLION = 10 ** INT32_DIGITS

/** So many billions, and less than one more, are exact in a float64. */
const EXACT_BILLIONS = Math.floor(Number.MAX_SAFE_INTEGER / BILLION)

/**
 * Reads cells from `at` on for as long as each is a plain number and nothing else, digits with a sign and a point at most: most of
 * a table of numbers, in one go over its bytes. What `Rows` does with other cells, and `Number` with their texts, it does with these.
 * @param bytes of which some line end is after `at`
 * @returns where the last of them ends, at the separator or the line end; 0 where the first is something else
 */
export function readPlainCells(
  bytes: Uint8Array,
  begin: number,
  separator: number,
  cells: CellPlaces,
): number {
  const { starts, ends, quotes, numbers, decimals } = cells
  let { count } = cells
  let at = begin
  let end = 0
  while (count < starts.length) {
    const start = at
    let byte = bytes[at]
    const isNegative = byte === MINUS
    if (isNegative || byte === PLUS) byte = bytes[++at]
    const first = at
    let whole = 0
    // What is no digit is negative, or larger than 9. The line end is none, so no byte after the last is asked for.
    for (let digit = byte - ZERO; digit >= 0 && digit <= 9; digit = byte - ZERO) {
      whole = (whole * 10 + digit) | 0
      byte = bytes[++at]
    }
    let length = at - first
    let after = -1
    if (byte === POINT) {
      byte = bytes[++at]
      const fraction = at
      for (let digit = byte - ZERO; digit >= 0 && digit <= 9; digit = byte - ZERO) {
        whole = (whole * 10 + digit) | 0
        byte = bytes[++at]
      }
      after = at - fraction
      length += after
    }
    if (length === 0 || (byte !== separator && byte !== NEWLINE)) break
    let value = Number.NaN
    // Both are exact, so that the quotient is rounded once, as it must be.
    if (length <= INT32_DIGITS) value = after > 0 ? whole / TENS[after] : whole
    else if (length <= 2 * INT32_DIGITS) {
      const upper = upperOf(bytes, first, length - INT32_DIGITS)
      // Of all digits `whole` has the rest by 2³², which tells those of less than a billion.
      const lower = (whole - Math.imul(upper, BILLION)) >>> 0
      const power = TENS[Math.max(after, 0)]
      value =
        upper < EXACT_BILLIONS
          ? (upper * BILLION + lower) / power
          : roundedQuotient(upper, BILLION, lower, power)
    }
    starts[count] = start
    ends[count] = at
    quotes[count] = 0
    numbers[count] = isNegative ? -value : value
    decimals[count] = after
    count++
    end = at
    if (byte === NEWLINE) break
    at++
  }
  cells.count = count
  return end
}

/** The whole number that the first digits write, a point among them left out. */
function upperOf(bytes: Uint8Array, start: number, digits: number): number {
  let upper = 0
  for (let at = start, left = digits; left > 0; at++) {
    if (bytes[at] === POINT) continue
    upper = (upper * 10 + bytes[at] - ZERO) | 0
    left--
  }
  return upper
}
