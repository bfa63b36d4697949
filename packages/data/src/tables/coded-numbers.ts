import { quote } from '../refuse.js'
import { readCalendar } from './calendar.js'
import type { NamedCell } from './named-cell.js'
import { isDigits } from './plain-number.js'

const [ZERO, NINE, SMALL_E] = [0x30, 0x39, 0x65]

/** The years that days of eight digits are in. */
const DAY = /^(?:19|20)\d{6}$/

/** Whether a number in the decimal notation may be a code: digits after a zero, or a power of ten written in digits and an E alone. */
export function mayBeCode(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === ZERO) return isDigits(bytes, start + 1, end)
  for (let at = end - 1; at > start && at >= end - 3; at--) {
    if ((bytes[at] | 0x20) === SMALL_E) return isDigits(bytes, start, at) && isDigits(bytes, at + 1, end)
    if (bytes[at] < ZERO || bytes[at] > NINE) return false
  }
  return false
}

/** A line about the first of such numbers in a column. */
export function codeNote({ line, text }: NamedCell): string {
  return `${quote(text)} in line ${line} is read as the number ${Number(text)}: --categories takes such cells for kinds, each as it is written (of what is to be learned --task classify does)`
}

/** Whether eight digits name a day of the last century or this: `20240131`. */
export function isDay(text: string): boolean {
  return DAY.test(text) && readCalendar(text, 'yyyymmdd') !== undefined
}

/** Whether a text is four numbers up to 255 between dots, without zeros before them: `1.000.000.000` is none. */
export function isAddress(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}
