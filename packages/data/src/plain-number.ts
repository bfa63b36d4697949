/** A number in the decimal notation: `-1`, `.5`, `2.5e-3`. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Whether a cell, without the white space around it, is a number in the decimal notation. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell)
}

/** Powers of ten that are exact in float64. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/** So many digits are a whole number that is exact in float64. */
const EXACT_DIGITS = 15

/** How a number is written that `readPlain` read last: digits before its point and after it, -1 where it has none. */
export const plain = { before: 0, after: -1, leadingZero: false }

/**
 * The number that bytes from `start` to `end` write in the decimal notation, as `Number` reads it, without making a
 * text of them; NaN where they write none. A quotient or product of two exact float64 is rounded once, as it must be.
 */
export function readPlain(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  const negative = bytes[at] === 0x2d
  if (negative || bytes[at] === 0x2b) at++
  plain.leadingZero = bytes[at] === 0x30
  let digits = 0
  let before = 0
  let after = -1
  for (; at < end; at++) {
    const digit = bytes[at] - 0x30
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit
      if (after < 0) before++
      else after++
    } else if (bytes[at] === 0x2e && after < 0) after = 0
    else break
  }
  const count = before + Math.max(after, 0)
  if (count === 0) return Number.NaN
  plain.before = before
  plain.after = after
  let power = -Math.max(after, 0)
  if (at < end) {
    const exponent = readExponent(bytes, at, end)
    if (Number.isNaN(exponent)) return Number.NaN
    power += exponent
  }
  if (count > EXACT_DIGITS || power < -22 || power > 22) return Number(asciiOf(bytes.subarray(start, end)))
  const value = power < 0 ? digits / TENS[-power] : digits * TENS[power]
  return negative ? -value : value
}

/** The text of digits; longer ones than arguments of a call may be are rare. */
function asciiOf(bytes: Uint8Array): string {
  return bytes.length <= 64 ? String.fromCharCode(...bytes) : new TextDecoder('latin1').decode(bytes)
}

function readExponent(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  if (bytes[at] !== 0x65 && bytes[at] !== 0x45) return Number.NaN
  at++
  const negative = bytes[at] === 0x2d
  if (negative || bytes[at] === 0x2b) at++
  if (at === end) return Number.NaN
  let exponent = 0
  for (; at < end; at++) {
    const digit = bytes[at] - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    exponent = Math.min(exponent * 10 + digit, 1e6)
  }
  return negative ? -exponent : exponent
}
