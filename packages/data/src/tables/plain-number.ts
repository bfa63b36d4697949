/** A number in the decimal notation: `-1`, `.5`, `2.5e-3`. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Whether a cell, without the white space around it, is a number in the decimal notation. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell)
}

/** Powers of ten that are exact in float64. */
export const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/** So many digits are a whole number that is exact in float64, and so many more are taken in a second one. */
const EXACT_DIGITS = 15
const MORE_DIGITS = 4

/**
 * The number that bytes from `start` to `end` write in the decimal notation, as `Number` reads it, without making a
 * text of them; NaN where they write none. A quotient or product of two exact float64 is rounded once, as it must be; so is
 * that of up to 19 digits, as programs write float64 (`roundedQuotient`).
 */
export function readPlain(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  const negative = bytes[at] === 0x2d
  if (negative || bytes[at] === 0x2b) at++
  let digits = 0
  let more = 0
  // Without zeros at the beginning.
  let significant = 0
  let count = 0
  let after = -1
  for (; at < end; at++) {
    const digit = bytes[at] - 0x30
    if (digit >= 0 && digit <= 9) {
      if (significant < EXACT_DIGITS) digits = digits * 10 + digit
      else more = more * 10 + digit
      if (significant > 0 || digit > 0) significant++
      count++
      if (after >= 0) after++
    } else if (bytes[at] === 0x2e && after < 0) after = 0
    else break
  }
  if (count === 0) return Number.NaN
  let power = -Math.max(after, 0)
  if (at < end) {
    const exponent = readExponent(bytes, at, end)
    if (Number.isNaN(exponent)) return Number.NaN
    power += exponent
  }
  let value = Number.NaN
  if (power >= -22 && power <= 22) {
    const others = significant - EXACT_DIGITS
    if (others <= 0) value = power < 0 ? digits / TENS[-power] : digits * TENS[power]
    else if (others <= MORE_DIGITS && power <= 0)
      value = roundedQuotient(digits, TENS[others], more, TENS[-power])
  }
  if (Number.isNaN(value)) return Number(asciiOf(bytes.subarray(start, end)))
  return negative ? -value : value
}

/** Whether bytes are digits alone. */
export function isDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] < 0x30 || bytes[at] > 0x39) return false
  return start < end
}

/** Digits after the point of a number in the decimal notation; −1 where it has none. */
export function decimalsOf(bytes: Uint8Array, start: number, end: number): number {
  const point = bytes.subarray(start, end).indexOf(0x2e)
  if (point < 0) return -1
  let at = start + point + 1
  while (at < end && bytes[at] >= 0x30 && bytes[at] <= 0x39) at++
  return at - (start + point + 1)
}

/** Whether the digits before the point of such a number may be a group and its decimals one more: `1.234`, not `0.234`. */
export function mayBeGroups(bytes: Uint8Array, start: number, end: number): boolean {
  const signed = bytes[start] === 0x2d || bytes[start] === 0x2b
  const first = signed ? start + 1 : start
  const before = bytes.subarray(first, end).indexOf(0x2e)
  return before > 0 && before <= 3 && bytes[first] !== 0x30 && decimalsOf(bytes, first, end) === 3
}

/**
 * (a b + c) / d rounded once, in twice the digits of float64 (Dekker 1971); NaN where they do not tell how it is rounded.
 * All are whole numbers that are exact, a b below 2^65, c below b.
 */
export function roundedQuotient(a: number, b: number, c: number, d: number): number {
  const product = a * b
  const sum = product + c
  const lost = c - (sum - product) + lostOfProduct(a, b, product)
  const quotient = sum / d
  const back = quotient * d
  const rest = (sum - back - lostOfProduct(quotient, d, back) + lost) / d
  const value = quotient + rest * (1 - DOUBT)
  return value === quotient + rest * (1 + DOUBT) ? value : Number.NaN
}

/** More than all roundings of what a quotient leaves may come to. */
const DOUBT = 2 ** -40

/** Of 53 digits the upper 26 in a number of their own: Veltkamp. */
const HALVES = 2 ** 27 + 1

/** a b − product, exactly. */
function lostOfProduct(a: number, b: number, product: number): number {
  const ofA = a * HALVES
  const upperA = ofA - (ofA - a)
  const lowerA = a - upperA
  const ofB = b * HALVES
  const upperB = ofB - (ofB - b)
  const lowerB = b - upperB
  return lowerA * lowerB - (product - upperA * upperB - lowerA * upperB - upperA * lowerB)
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
