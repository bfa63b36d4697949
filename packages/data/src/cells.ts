import type { FileBytes } from './file-bytes.js'
import { refuse } from './refuse.js'

/** Cells that a row may have: the parser holds a row whole, and each cell of the first becomes a column. */
export const MOST_CELLS = 2 ** 16

/** Rows that a table may have, that of its names included. */
export const MOST_ROWS = 1e7

const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

const [QUOTE, NEWLINE, RETURN] = [0x22, 0x0a, 0x0d]

/** Whichever separator is most frequent in the first line, quotations left out; a comma where none is. */
export function detectDelimiter(bytes: Uint8Array): Delimiter {
  const counts = new Uint32Array(256)
  let quoted = false
  for (let at = 0; at < bytes.length && bytes[at] !== NEWLINE && bytes[at] !== RETURN; at++) {
    if (bytes[at] === QUOTE) quoted = !quoted
    else if (!quoted) counts[bytes[at]]++
  }
  return DELIMITERS.reduce((most, delimiter) =>
    counts[delimiter.charCodeAt(0)] > counts[most.charCodeAt(0)] ? delimiter : most,
  )
}

/**
 * Looks for more than `MOST_ROWS` rows, and for one of more than `MOST_CELLS` cells, before the parser does, which has
 * no bound for them and takes three hundred times as long. Rows end as the parser takes it: as the first one ends; and
 * quotations where a quotation mark is: what comes after one that is out of place the parser never sees. Empty lines
 * are no rows.
 * @throws BadInput, with the line
 */
export function checkRows({ file, bytes }: FileBytes, delimiter: Delimiter): void {
  const separator = delimiter.charCodeAt(0)
  let rowEnd = 0
  let quoted = false
  let cells = 1
  let rows = 0
  let filled = false
  let line = 1
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (!filled && byte !== NEWLINE && byte !== RETURN) {
      filled = true
      if (++rows > MOST_ROWS) throw refuse(file, `line ${line}`, `at most ${MOST_ROWS} rows`, 'more')
    }
    if (byte === QUOTE) quoted = !quoted
    else if (byte === separator && !quoted) {
      if (++cells > MOST_CELLS) throw refuse(file, `line ${line}`, `at most ${MOST_CELLS} cells`, 'more')
    } else if (byte === NEWLINE || byte === RETURN) {
      if (rowEnd === 0 && !quoted) rowEnd = byte === RETURN && bytes[at + 1] === NEWLINE ? NEWLINE : byte
      if (byte === rowEnd && !quoted) {
        cells = 1
        filled = false
      }
      if (byte === NEWLINE || rowEnd === RETURN) line++
    }
  }
}
