import { quote, quoteSome, refuse } from '../refuse.js'
import { detectDelimiter } from './cells.js'
import { unnamedOf, withDifferent } from './column-names.js'
import { placeOf, type TableLayout, type TableText } from './find-columns.js'
import { isNumber } from './plain-number.js'
import { areNumbers, isAmount, isRule, isUnits, sampleRows, withoutComments } from './table-begin.js'
import { withoutFooter } from './table-end.js'
import { countsWhatComes } from './table-remarks.js'
import { plainText } from './table-text.js'
import { writtenLayout } from './written-layout.js'
import type { TableSource } from './written-table.js'

/** Rows of titles that a table may begin with. */
const MOST_TITLES = 20

/**
 * Finds out how a table is written.
 * @param asked columns, by name or by number from 1
 * @throws BadInput for text that is not UTF-8, a quotation mark out of place, no rows at all
 */
export function layoutOf(source: TableSource, stated: TableText, asked: readonly string[]): TableLayout {
  const { written } = source
  if (written) return writtenLayout({ ...source, written }, asked)
  const plain = plainText(source)
  const { file } = source
  const notes: string[] = []
  const begun = withoutComments(plain, asked, stated.delimiter, notes)
  const delimiter = stated.delimiter ?? begun.delimiter ?? detectDelimiter(begun)
  const all = sampleRows(begun, delimiter)
  const { text, note } = withoutFooter(begun, delimiter, all)
  if (note !== undefined) notes.push(note)
  const sample = text === begun ? all : sampleRows(text, delimiter)
  const isCounted = stated.header !== true && countsWhatComes(sample)
  const before = isCounted ? 1 : stated.header === false ? 0 : titlesBefore(sample, asked)
  const [first, ...others] = sample.slice(before)
  if (!first) throw refuse(file, 'line 1', 'rows of values', 'none: an empty set')
  if (isCounted) {
    const shown = quoteSome(sample[0], 6)
    notes.push(
      `${file}: the first row (${shown}) counts rows and features and names classes, and is left out; columns have numbers from 1`,
    )
  } else if (before > 0) {
    const title = quote(sample[0].find((cell) => cell !== '') ?? '')
    notes.push(
      `${file}: what comes before the names of columns is left out: ${title}${before > 1 ? ', …' : ''}`,
    )
  }
  const header = isCounted ? false : (stated.header ?? detectHeader(file, first, others, asked, notes))
  const isRuled = header && isRule(others[0])
  const below = header && (isRuled || isUnits(others)) ? 1 : 0
  if (below > 0 && !isRuled) {
    const shown = others[0]
      .filter((cell) => cell !== '')
      .slice(0, 4)
      .map(quote)
    notes.push(
      `${file}: the row below the names (${shown.join(', ')}, …) is left out, for it holds no values`,
    )
  }
  const rows = others.slice(below)
  // Delimiters at the end of each row are not the begin of other columns.
  let width = first.length
  while (width > 1 && first[width - 1] === '' && rows.every((row) => !row[width - 1])) width--
  const cells = first.slice(0, width)
  // As R writes a table: the names of rows have no name, and each is another.
  const namesRows =
    header &&
    rows.length > 0 &&
    rows.every((row) => row.length === cells.length + 1) &&
    rows.some((row) => row[cells.length] !== '') &&
    new Set(rows.map(([name]) => name)).size === rows.length
  const given = header ? (namesRows ? ['', ...cells] : cells) : cells.map(() => '')
  const isAsked =
    stated.header === true || asked.some((column) => !isNumber(column) && given.includes(column))
  const named = given.map((name, index) => name || String(index + 1))
  return {
    text,
    delimiter,
    before,
    header,
    below,
    names: header && isAsked ? withDifferent(file, named, asked, notes) : named,
    unnamed: unnamedOf(given),
    notes,
  }
}

function detectHeader(
  file: string,
  first: readonly string[],
  others: readonly (readonly string[])[],
  asked: readonly string[],
  notes: string[],
): boolean {
  const byName = asked.some((column, at) => {
    const found = placeOf(first, asked.slice(at), true)
    return found !== undefined && !(found.pieces === 1 && isNumber(column))
  })
  if (byName) return true
  const shown = quoteSome(first, 4)
  const asValues = (): boolean => {
    notes.push(
      `${file}: the first row (${shown}) is read as values, for it does not look like names; --header where it names the columns`,
    )
    return false
  }
  if (!first.some(isAmount)) {
    if (comesAgain(first, others)) return asValues()
    const isSure = !asked.some((column) => !first.includes(column))
    if (!isSure && asked.some(isNumber)) {
      notes.push(
        `${file}: the first row (${shown}) is read as names of columns; --no-header where it holds values`,
      )
    }
    return true
  }
  if (!isNumbered(first, others, asked)) return asValues()
  notes.push(
    `${file}: the first row (${shown}) is read as names of columns, for one of them is asked for; --no-header where it holds values`,
  )
  return true
}

/** Rows of titles before that of the names; none where no column is asked for by a name that is there. */
function titlesBefore(sample: readonly (readonly string[])[], asked: readonly string[]): number {
  const isNamed = (row: readonly string[]): boolean =>
    asked.some((column, at) => !isNumber(column) && placeOf(row, asked.slice(at), true) !== undefined)
  const found = sample.slice(0, MOST_TITLES + 1).findIndex(isNamed)
  if (found <= 0) return 0
  const above = sample.slice(0, found)
  // A value that is called as a column is no name of it: above names there is little, or other names.
  const isSparse = above.every((row) => row.filter((cell) => cell !== '').length <= 2)
  if (isSparse) return sample[found].length > 2 ? found : 0
  const names = sample[found]
  const areNames = [...above, names].every((row) => !row.some(isAmount))
  const values = sample.slice(found + 1)
  return areNames && names.some((_, place) => areNumbers(values, place)) ? found : 0
}

/**
 * Whether half of the first row or more comes again in its own column, as names do not, and none of it stands above
 * numbers, as names do.
 */
function comesAgain(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const filled = [...first.keys()].filter((place) => first[place] !== '')
  const again = filled.filter((place) => others.some((row) => row[place] === first[place]))
  return (
    filled.length > 0 &&
    2 * again.length >= filled.length &&
    !filled.some((place) => areNumbers(others, place))
  )
}

/**
 * Whether a first row of whole numbers names the columns: a number that is asked for is among them, and it could not
 * be the number of a column, or the rows below are not such whole numbers.
 */
function isNumbered(
  first: readonly string[],
  others: readonly (readonly string[])[],
  asked: readonly string[],
): boolean {
  const numbers = asked.filter((column) => isNumber(column) && first.includes(column))
  const areNames =
    first.every((cell) => /^\d*$/.test(cell) || !isNumber(cell)) && new Set(first).size === first.length
  if (numbers.length === 0 || !areNames) return false
  const isPlace = (column: string): boolean => Number(column) >= 1 && Number(column) <= first.length
  if (!numbers.every(isPlace)) return true
  return first.some(
    (cell, place) => isNumber(cell) && others.some((row) => !/^-?\d*$/.test(row[place] ?? '')),
  )
}
