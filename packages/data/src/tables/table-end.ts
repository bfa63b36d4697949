import { quote } from '../refuse.js'
import { takeApart } from './number-form.js'
import { type Delimiter, Rows } from './rows.js'
import type { PlainText } from './table-text.js'

/** Lines that may come after a table, and bytes that they may have. */
const MOST_LINES = 20
const MOST_BYTES = 2 ** 14

const [NEWLINE, RETURN, QUOTE, SUBSTITUTE] = [0x0a, 0x0d, 0x22, 0x1a]

/** What a row of totals is called, whatever comes after a colon. */
const TOTAL =
  /^(?:(?:grand |sub-?)?totals?|sum|average|avg|mean|summe|gesamt(?:summe)?|insgesamt|mittelwert|somme|moyenne|suma|promedio|media|totale|totaal|celkem|razem|итого|всего|合计|总计|合計)(?:\s*:.*)?$/iu

/** What notes begin with. */
const NOTE =
  /^(?:(?:sources?|notes?|quellen?|anmerkung(?:en)?|fuentes?|fonte|bron|źródło|источник|примечани[ея]|footnotes?|legend|disclaimer|last updated|updated|generated|exported|created|data as of|page|stand)\b|©|copyright|\*|†|‡|\(\d[\d,.]* rows?\b|end of )/iu

/** What ends a text of DOS, or fills a block. */
const FILLING = /^\p{Cc}+$/u

/** A line between a table and what comes after it. */
const RULE = /^[-=_+*]{3,}$/

/** A text without what comes after its table: a row of totals, notes, a source; and a line that says so. */
export interface Footless {
  readonly text: PlainText
  readonly note?: string
}

/**
 * Takes what comes after a table for no rows of it: lines at its end, of which each is a note, or a total, as no row above is.
 * @param sample the first rows
 */
export function withoutFooter(
  text: PlainText,
  delimiter: Delimiter,
  sample: readonly (readonly string[])[],
): Footless {
  const width = commonLength(sample)
  const { bytes, from, whole } = tailOf(text)
  // DOS marks the end of a text so, also behind its last cell.
  let end = bytes.length
  while (bytes[end - 1] === SUBSTITUTE) end--
  let first = ''
  for (let lines = 0; lines < MOST_LINES; lines++) {
    const last = lineEnd(bytes, end)
    const begin = bytes.lastIndexOf(NEWLINE, last - 1) + 1
    // The line may begin before what was read; the names of columns are no footer.
    if (last === 0 || begin === 0) break
    const line = bytes.subarray(begin, last)
    const cells = cellsOf({ ...text, bytes: line, start: 0 }, delimiter)
    if (!cells || !isFooter(cells, width, sample)) break
    const shown = cells.find((cell) => /\p{L}/u.test(cell))
    first = shown ?? first
    end = begin
  }
  if (end === bytes.length) return { text }
  const size = from + end
  const cut = whole ? { bytes: text.bytes.subarray(0, size) } : { rest: text.rest && { ...text.rest, size } }
  const note = `${text.file}: what comes after the rows is left out: ${quote(first)}`
  return { text: { ...text, ...cut } as PlainText, ...(first !== '' && { note }) }
}

/** The last bytes of a text, where they begin in it, and whether all of it is in memory. */
function tailOf({ bytes, start, rest }: PlainText): { bytes: Uint8Array; from: number; whole: boolean } {
  const size = rest?.size ?? bytes.length
  const from = Math.max(rest ? 0 : start, size - MOST_BYTES)
  if (!rest) return { bytes: bytes.subarray(from), from, whole: true }
  return { bytes: Uint8Array.from(rest.read(from, size)), from, whole: false }
}

/** Where the last line that holds anything ends, before `end`. */
function lineEnd(bytes: Uint8Array, end: number): number {
  let last = end
  while (last > 0 && (bytes[last - 1] === NEWLINE || bytes[last - 1] === RETURN)) last--
  return last
}

/** The cells of one line; none where it may end a cell that began on another, or is no row. */
function cellsOf(line: PlainText, delimiter: Delimiter): string[] | undefined {
  let quotes = 0
  for (const byte of line.bytes) if (byte === QUOTE) quotes++
  if (quotes % 2 === 1) return undefined
  try {
    const rows = new Rows({ file: line.file, bytes: line.bytes }, delimiter)
    if (!rows.next()) return ['']
    return Array.from({ length: rows.count }, (_, cell) => rows.text(cell))
  } catch {
    // A quotation mark out of place is said where rows are read.
    return undefined
  }
}

function isFooter(cells: readonly string[], width: number, sample: readonly (readonly string[])[]): boolean {
  const filled = [...cells.keys()].filter((place) => cells[place] !== '')
  if (filled.every((place) => RULE.test(cells[place]) || FILLING.test(cells[place]))) return true
  if (width < 2) return false
  // The last rows are a part of the sample where the table is short.
  const isRare = (place: number, pattern: RegExp): boolean => {
    const begin = sample.findIndex((row) => pattern.test(row[place] ?? ''))
    return begin < 0 || sample.slice(begin + 1).every((row) => row.filter((cell) => cell !== '').length <= 1)
  }
  if (cells.length >= width && filled.some((place) => TOTAL.test(cells[place]) && isRare(place, TOTAL))) {
    return true
  }
  const [text] = cells
  if (filled[0] !== 0 || !/\p{L}/u.test(text)) return false
  if (NOTE.test(text) && isRare(0, NOTE)) return cells.length < width || filled.length < width
  if (takeApart(text)) return false
  // A sentence, or a title, that stands alone.
  return filled.length === 1 && cells.length < width && !sample.every((row) => row.length < width)
}

/** How many cells most rows have. */
function commonLength(sample: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const { length } of sample) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0]
}
