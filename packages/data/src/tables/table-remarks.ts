import { quote } from '../refuse.js'
import { detectDelimiter } from './cells.js'
import { isNumber } from './plain-number.js'
import { type Delimiter, Rows } from './rows.js'
import type { PlainText } from './table-text.js'

/** Bytes in which lines above a table are looked for, and how many there may be. */
const LOOKED_AT = 8192
const MOST_REMARKS = 20

/** What a remark of a program may begin with. */
const MARK = /^(?:;|%|!|\/\/)/

/**
 * Passes over lines above a table that begin with `;`, `%`, `!` or `//`, where they have not as many cells as what is below,
 * and what they begin with separates nothing there.
 */
export function withoutRemarks(text: PlainText, stated: Delimiter | undefined, notes: string[]): PlainText {
  const { file, bytes } = text
  const shown = new TextDecoder('latin1').decode(bytes.subarray(text.start, text.start + LOOKED_AT))
  const lines = shown.split('\n')
  const count = lines.findIndex((line) => !MARK.test(line))
  if (count < 1 || count > MOST_REMARKS) return text
  const remarks = lines.slice(0, count)
  const start = text.start + remarks.reduce((sum, line) => sum + line.length + 1, 0)
  const below = { ...text, start, skipped: text.skipped + count }
  const delimiter = stated ?? text.delimiter ?? detectDelimiter(below)
  const rows = new Rows(below, delimiter)
  if (remarks[0].startsWith(delimiter) || !rows.next() || rows.count < 2) return text
  const width = rows.count
  if (remarks.some((line) => line.split(delimiter).length === width)) return text
  const first = new TextDecoder().decode(bytes.subarray(text.start, text.start + remarks[0].length)).trim()
  notes.push(`${file}: ${count === 1 ? 'a line' : 'lines'} above the table left out: ${quote(first)}`)
  return below
}

/**
 * Whether a first row counts what comes, as in scikit-learn's own files: how many rows, how many features, and the names of
 * the classes that the last column numbers: `150,4,setosa,versicolor,virginica`.
 */
export function countsWhatComes(sample: readonly (readonly string[])[]): boolean {
  const [[rows = '', features = '', ...classes] = [], ...others] = sample
  const width = others[0]?.length ?? 0
  return (
    width > 1 &&
    /^\d+$/.test(rows) &&
    Number(rows) >= others.length &&
    Number(features) === width - 1 &&
    classes.length > 1 &&
    classes.every((name) => name !== '' && !isNumber(name)) &&
    others.every(
      (row) => row.length === width && row.every(isNumber) && Number(row[width - 1]) < classes.length,
    )
  )
}
