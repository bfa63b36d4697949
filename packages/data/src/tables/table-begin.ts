import { quote } from '../refuse.js'
import { detectDelimiter } from './cells.js'
import { takeApart } from './number-form.js'
import { isNumber } from './plain-number.js'
import { type Delimiter, Rows } from './rows.js'
import { withoutRemarks } from './table-remarks.js'
import type { PlainText } from './table-text.js'

/** Rows by which it is decided what the first one is. */
const SAMPLED_ROWS = 1000

/** Lines of comments that a table may begin with. */
const MOST_COMMENTS = 20

/** Rows of values below which a row of texts above them may be one of them. */
const FEWEST_VALUES = 6

/** What a cell of a row of units has: `mm`, `%`, `°`. */
const UNIT = /[\p{L}%°]/u
/** What has letters too, and is a value. */
const VALUE_IN_LETTERS = /^(?:[-+]?inf(?:inity)?|[-+]?nan|n\.?\/?a\.?|<na>|#n\/a|null|none|unknown|missing)$/i

const [HASH, NEWLINE] = [0x23, 0x0a]

/** The first rows of a text, each as the texts of its cells. */
export function sampleRows(text: PlainText, delimiter: Delimiter, most = SAMPLED_ROWS): string[][] {
  const rows = new Rows(text, delimiter)
  const sample: string[][] = []
  let cells = 0
  while (sample.length < most && cells < 100_000 && rows.next()) {
    sample.push(Array.from({ length: rows.count }, (_, cell) => rows.text(cell)))
    cells += rows.count
  }
  return sample
}

/**
 * Passes over lines that begin with `#` before a table. The last of them names the columns where it has as many cells as
 * the values below it, as numpy writes it.
 */
export function withoutComments(
  text: PlainText,
  asked: readonly string[],
  stated: Delimiter | undefined,
  notes: string[],
): PlainText {
  const { file, bytes } = text
  let { start, skipped } = text
  let last = -1
  while (bytes[start] === HASH) {
    const end = bytes.indexOf(NEWLINE, start)
    if (end < 0 || skipped - text.skipped === MOST_COMMENTS) return text
    last = start
    start = end + 1
    skipped++
  }
  if (last < 0) return withoutRemarks(text, stated, notes)
  const below = { ...text, start, skipped }
  const delimiter = stated ?? text.delimiter ?? detectDelimiter(below)
  const [first, second] = sampleRows(below, delimiter, 2)
  const names = { ...text, start: last + 1, skipped: skipped - 1 }
  const [cells = []] = sampleRows(names, delimiter, 1)
  // A column may be called `#`.
  const namesColumns = cells[0] !== '' && cells.length > 1 && cells.length === first?.length
  const isAsked = asked.some(
    (column) => !isNumber(column) && !first?.includes(column) && cells.includes(column),
  )
  if (namesColumns && (isAsked || first.some(isAmount))) return names
  if (cells[0] === '' && cells.length > 1 && cells.length === first?.length) {
    return { ...names, start: last }
  }
  if (!first || !second) return text
  const comment = quote(
    new TextDecoder()
      .decode(bytes.subarray(text.start, text.start + 80))
      .split('\n')[0]
      .trim(),
  )
  notes.push(`${file}: lines that begin with # before the table are left out: ${comment}`)
  return below
}

/** Whether a first row of values is of units, or of other names: no number in any column that holds numbers below it. */
export function isUnits([first, ...others]: readonly (readonly string[])[]): boolean {
  if (!first || others.length < FEWEST_VALUES) return false
  if (first.some(isAmount)) return false
  const places = [...first.keys()].filter((place) => {
    const cells = others.map((row) => row[place] ?? '').filter((cell) => cell !== '')
    return cells.length > 0 && cells.every(isAmount)
  })
  const units = places.filter((place) => UNIT.test(first[place]) && !VALUE_IN_LETTERS.test(first[place]))
  return units.length > 1 && 2 * units.length > places.length
}

/** Whether a row is a line drawn below the names: of hyphens, of equals signs, of `:--`. */
export function isRule(row: readonly string[] | undefined): boolean {
  const filled = row?.filter((cell) => cell !== '') ?? []
  return filled.length > 0 && filled.every((cell) => /^[-=+:]{2,}$/.test(cell))
}

/** Whether a cell can hardly be a name: a number, also with a decimal comma, a currency or a percent sign. */
export function isAmount(cell: string): boolean {
  const written = takeApart(cell)
  return written !== undefined && /^(?:|%|\p{Sc})$/u.test(written.unit)
}

/** Whether most cells of a column are numbers. */
export function areNumbers(rows: readonly (readonly string[])[], place: number): boolean {
  const cells = rows.map((row) => row[place] ?? '').filter((cell) => cell !== '')
  return 2 * cells.filter(isAmount).length > cells.length
}
