import { quote, quoteSome, refuse } from '../refuse.js'
import { detectDelimiter } from './cells.js'
import { isNumber } from './plain-number.js'
import type { Delimiter } from './rows.js'
import { areNumbers, isAmount, isRule, isUnits, sampleRows, withoutComments } from './table-begin.js'
import { withoutFooter } from './table-end.js'
import { type PlainText, plainText } from './table-text.js'
import type { TableSource } from './written-table.js'

/** How the text of a table is to be read. What is not stated is detected. */
export interface TableText {
  /**
   * Whether the first row names the columns. Detected: it does where one of the columns asked for is in it
   * by name, or none of its cells is a number or comes again in its column. Without names, columns are called
   * `1`, `2`, ….
   */
  readonly header?: boolean | undefined
  /** What separates cells. Detected: what the first lines have in common, a comma where nothing. */
  readonly delimiter?: Delimiter | undefined
}

/** Rows of titles that a table may begin with. */
const MOST_TITLES = 20

/** Names that stand for none: pandas calls a column so that has none, in Parquet the other way. */
const UNNAMED = /^(?:|Unnamed: \d+|__index_level_\d+__)$/

/** Where the columns of a table lie. */
export interface TableLayout {
  readonly text: PlainText
  readonly delimiter: Delimiter
  /** Rows before the first, which are titles. */
  readonly before: number
  /** Whether the first row names the columns. */
  readonly header: boolean
  /** Rows below the names that hold no values: units, or other names. */
  readonly below: number
  /** Of each column; its number from 1 where it has none. */
  readonly names: readonly string[]
  /** The columns that were given no name. */
  readonly unnamed: ReadonlySet<number>
  /** What was decided that could be otherwise, for people. */
  readonly notes: readonly string[]
}

/**
 * Finds out how a table is written.
 * @param asked columns, by name or by number from 1
 * @throws BadInput for text that is not UTF-8, a quotation mark out of place, no rows at all
 */
export function layoutOf(source: TableSource, asStated: TableText, asked: readonly string[]): TableLayout {
  const plain = plainText(source)
  // What was not text is written in one way, whatever other tables of its kind are like.
  const stated = plain.written ? ({ header: true, delimiter: ',' } as const) : asStated
  const { file } = source
  const notes: string[] = []
  const begun = plain.written ? plain : withoutComments(plain, asked, stated.delimiter, notes)
  const delimiter = stated.delimiter ?? begun.delimiter ?? detectDelimiter(begun)
  const { text, note } = withoutFooter(begun, delimiter, sampleRows(begun, delimiter))
  if (note !== undefined) notes.push(note)
  const sample = sampleRows(text, delimiter)
  const before = stated.header === false || text.written ? 0 : titlesBefore(sample, asked)
  const [first, ...others] = sample.slice(before)
  if (!first) throw refuse(file, 'line 1', 'rows of values', 'none: an empty set')
  if (before > 0) {
    const title = quote(sample[0].find((cell) => cell !== '') ?? '')
    notes.push(
      `${file}: what comes before the names of columns is left out: ${title}${before > 1 ? ', …' : ''}`,
    )
  }
  const header = stated.header ?? detectHeader(file, first, others, asked, notes)
  const isRuled = header && !text.written && isRule(others[0])
  const below = header && !text.written && (isRuled || isUnits(others)) ? 1 : 0
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
    unnamed: new Set([...given.keys()].filter((index) => UNNAMED.test(given[index]))),
    notes,
  }
}

/**
 * Names of which one that comes again has a number: `a`, `a.1`, `a.2`. As they are where one of those is asked for, and
 * could be either.
 */
function withDifferent(
  file: string,
  names: readonly string[],
  asked: readonly string[],
  notes: string[],
): readonly string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  const again = new Map<string, string>()
  const different = names.map((name) => {
    let other = name
    for (let count = 1; seen.has(other) || (other !== name && taken.has(other)); count++) {
      other = `${name}.${count}`
    }
    seen.add(other)
    if (other !== name) again.set(other, name)
    return other
  })
  if ([...again].some(([other, name]) => asked.includes(name) && !asked.includes(other))) return names
  if (again.size > 0) {
    const some = quoteSome([...again.keys()], 4)
    notes.push(
      `${file}: names that come again are taken for ${some} (--no-header where the first row holds values)`,
    )
  }
  return different
}

/**
 * The places of the columns asked for. A name with commas may come in pieces, as a list of names is taken apart.
 * @param byName whether a number that is no name is no column
 * @throws BadInput for a column that is not there
 */
export function findColumns(
  { text: { file }, names, header }: TableLayout,
  asked: readonly string[],
  byName = false,
): number[] {
  const places: number[] = []
  for (let at = 0; at < asked.length; ) {
    const found = placeOf(names, asked.slice(at), byName)
    if (!found) {
      const some = quoteSome(names, 20)
      const alone = names.length === 1 && header
      const hint = alone
        ? ' alone (cells are separated by , ; | :: tabs or spaces: --delimiter)'
        : header
          ? ''
          : ' (--header where the first row names them)'
      throw refuse(file, 'line 1', `a column ${quote(asked[at])}`, some.slice(0, 250) + hint)
    }
    if (header && names.indexOf(names[found.place]) !== names.lastIndexOf(names[found.place])) {
      throw refuse(file, 'line 1', 'columns of different names', `${quote(names[found.place])} twice`)
    }
    places.push(found.place)
    at += found.pieces
  }
  return places
}

function placeOf(
  names: readonly string[],
  asked: readonly string[],
  byName: boolean,
): { place: number; pieces: number } | undefined {
  const [first] = asked
  const named = names.indexOf(first)
  if (named >= 0) return { place: named, pieces: 1 }
  // In a name of letters and signs alone there is nothing to type otherwise.
  const alike = /^[!-~]*$/.test(first)
    ? []
    : [...names.keys()].filter((place) => plainName(names[place]) === plainName(first))
  if (alike.length === 1) return { place: alike[0], pieces: 1 }
  for (let pieces = 2; pieces <= asked.length; pieces++) {
    const joined = asked.slice(0, pieces).join(',')
    const place = names.findIndex((name) => name.split(/\s*,\s*/).join(',') === joined)
    if (place >= 0) return { place, pieces }
  }
  const place = !byName && /^\d+$/.test(first) ? Number(first) - 1 : -1
  return place >= 0 && place < names.length ? { place, pieces: 1 } : undefined
}

/** A name as it is typed: its white space one space, whatever it is in the file, and its letters composed. */
function plainName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim()
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
