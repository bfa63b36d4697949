import type { FileBytes } from './file-bytes.js'
import { refuse } from './refuse.js'
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
}

/**
 * Takes the marks off a text: of UTF-8; of UTF-16 in either order, which is converted, with its mark or without; and the
 * line `sep=;` by which spreadsheets are told the separator.
 * @throws BadInput, with the line, for bytes that are neither UTF-8 nor UTF-16
 */
export function plainText({ file, bytes, written }: TableSource): PlainText {
  if (written) return { file, bytes, start: 0, skipped: -1, delimiter: ',', written }
  const text = fromUtf16(file, bytes) ?? bytes
  checkUtf8(file, text)
  const begin = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0
  const first = new TextDecoder('latin1').decode(text.subarray(begin, begin + 16))
  const said = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/i.exec(first)
  const delimiter = DELIMITERS.find((each) => each === said?.[1])
  if (!said || delimiter === undefined) return { file, bytes: text, start: begin, skipped: 0 }
  return { file, bytes: text, start: begin + said[0].length, skipped: 1, delimiter }
}

function fromUtf16(file: string, bytes: Uint8Array): Uint8Array | undefined {
  const marked = {
    little: bytes[0] === 0xff && bytes[1] === 0xfe,
    big: bytes[0] === 0xfe && bytes[1] === 0xff,
  }
  // Without a mark every other byte of a Latin text is 0, as in no text in UTF-8.
  const little = marked.little || (bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0)
  const big = marked.big || (bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0)
  if (!little && !big) return undefined
  if (bytes.length % 2 !== 0) throw refuse(file, `offset ${bytes.length}`, 'UTF-16 of two bytes each', 'half')
  const units = bytes.slice(marked.little || marked.big ? 2 : 0)
  if (!little) {
    for (let at = 0; at < units.length; at += 2) [units[at], units[at + 1]] = [units[at + 1], units[at]]
  }
  return new TextEncoder().encode(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units))
}

function checkUtf8(file: string, bytes: Uint8Array): void {
  if (isUtf8(bytes)) return
  let line = 1
  for (let begin = 0; begin < bytes.length; line++) {
    const end = bytes.indexOf(10, begin)
    const next = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(begin, next))) break
    begin = next
  }
  throw refuse(file, `line ${line}`, 'text in UTF-8', 'other bytes')
}

/** Bytes that are looked at at once: a text is not held a second time. */
const PIECE = 2 ** 16

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}
