import type { FileBytes } from '../file-bytes.js'
import { refuse } from '../refuse.js'
import { checkUtf8 } from '../utf8.js'
import type { RestOfText } from './row-ends.js'
import { DELIMITERS, type Delimiter } from './rows.js'
import type { TableSource, Written } from './written-table.js'

/** The text of a table as UTF-8 without its marks. */
export interface PlainText extends FileBytes {
  /** Where its first row begins. */
  readonly start: number
  /** Lines of the file before it. */
  readonly skipped: number
  /** What its first line says separates cells (`sep=;`). */
  readonly delimiter?: Delimiter
  readonly written?: Written
  /** Where only the beginning is in memory. */
  readonly rest?: RestOfText
}

/**
 * Takes the marks off a text: of UTF-8; of UTF-16 in either order, which is converted, with its mark or without; and the
 * line `sep=;` by which spreadsheets are told the separator.
 * @throws BadInput, with the line, for bytes that are neither UTF-8 nor UTF-16
 */
export function plainText({ file, bytes, rest }: TableSource): PlainText {
  const text = fromUtf16(file, bytes) ?? bytes
  checkUtf8(file, text)
  const more = rest ? { rest } : {}
  const begin = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0
  const first = new TextDecoder('latin1').decode(text.subarray(begin, begin + 16))
  const said = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/i.exec(first)
  const delimiter = DELIMITERS.find((each) => each === said?.[1])
  if (!said || delimiter === undefined) return { file, bytes: text, start: begin, skipped: 0, ...more }
  return { file, bytes: text, start: begin + said[0].length, skipped: 1, delimiter, ...more }
}

/** Whether bytes are the beginning of a text in UTF-16: a Latin one without a mark has a 0 in every other byte. */
export function isUtf16(bytes: Uint8Array): boolean {
  const { little, big } = utf16Of(bytes)
  return little || big
}

function fromUtf16(file: string, bytes: Uint8Array): Uint8Array | undefined {
  const { marked, little, big } = utf16Of(bytes)
  if (!little && !big) return undefined
  if (bytes.length % 2 !== 0) throw refuse(file, `offset ${bytes.length}`, 'UTF-16 of two bytes each', 'half')
  const units = bytes.slice(marked ? 2 : 0)
  if (!little) {
    for (let at = 0; at < units.length; at += 2) [units[at], units[at + 1]] = [units[at + 1], units[at]]
  }
  return new TextEncoder().encode(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units))
}

function utf16Of(bytes: Uint8Array): { marked: boolean; little: boolean; big: boolean } {
  const marked = {
    little: bytes[0] === 0xff && bytes[1] === 0xfe,
    big: bytes[0] === 0xfe && bytes[1] === 0xff,
  }
  return {
    marked: marked.little || marked.big,
    little: marked.little || (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0),
    big: marked.big || (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0),
  }
}
