import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import { checkRows, type Delimiter, detectDelimiter } from './cells.js'
import { type Column, GrowingColumn, isNumber } from './column.js'
import type { FileBytes } from './file-bytes.js'
import { oneLine, quote, refuse } from './refuse.js'

/** Bytes that a table may have: its numbers take at most four times as much memory. */
export const LARGEST_TABLE = 2 ** 28

/** How the text of a table is to be read. What is not stated is detected. */
export interface TableText {
  /**
   * Whether the first row names the columns. Detected: it does where one of the columns asked for is in it
   * by name, or none of its cells is a number. Without names, columns are called `1`, `2`, ….
   */
  readonly header?: boolean
  /** What separates cells. Detected: whichever is most frequent in the first line, a comma where none is. */
  readonly delimiter?: Delimiter
}

/** Which columns are read. */
export interface ColumnsWanted {
  /** By name, or by number from 1: these come first, in this order. */
  readonly columns: readonly string[]
  /** Whether all other columns come too, after these, in the order of the file. */
  readonly others: boolean
  /** What columns hold, by the name asked for, where it is not their first cell that decides. */
  readonly kinds: ReadonlyMap<string, 'number' | 'text'>
  /** Whether they are asked for by name alone: a number that is no name is then no column. */
  readonly byName?: boolean
}

/** Columns of equal length, at least one row. */
export interface Table {
  readonly columns: readonly Column[]
  /** Whether the first row named them. */
  readonly header: boolean
  /** The line at which each row ends in the file, from 1. */
  readonly lines: Uint32Array
}

/**
 * Reads a table of comma-separated values (RFC 4180, UTF-8; also with semicolons or tabs), quoted where
 * it must be. Empty lines are skipped, white space around a cell does not count.
 * @throws BadInput, with the line, for text that is not UTF-8, a quotation mark out of place, rows of other
 * lengths than the first, a column asked for that is not there, a missing value, a cell of another kind
 * than its column's, no rows at all, or more rows or cells in one than fit
 */
export function parseTable(source: FileBytes, text: TableText, wanted: ColumnsWanted): Table {
  const { file, bytes } = source
  const delimiter = text.delimiter ?? detectDelimiter(bytes)
  checkUtf8(file, bytes)
  checkRows(source, delimiter)
  const lines: number[] = []
  let places: number[] = []
  let columns: GrowingColumn[] | undefined
  let header = false
  const find = (names: readonly string[], column: string) => findColumn(file, names, column, wanted.byName)
  const takeRow = (row: readonly string[], line: number): void => {
    const cells = row.map((cell) => cell.trim())
    if (!columns) {
      header = text.header ?? isHeader(cells, wanted.columns)
      const names = cells.map((cell, index) => (header && cell) || String(index + 1))
      const kinds = new Map<number, 'number' | 'text'>()
      for (const [column, kind] of wanted.kinds) kinds.set(find(names, column), kind)
      places = wanted.columns.map((column) => find(names, column))
      if (wanted.others) places.push(...[...names.keys()].filter((place) => !places.includes(place)))
      checkDifferent(
        file,
        line,
        places.map((place) => names[place]),
      )
      columns = places.map((place) => new GrowingColumn(file, names[place], kinds.get(place)))
      if (header) return
    }
    lines.push(line)
    for (const [index, column] of columns.entries()) column.add(cells[places[index]], line)
  }
  try {
    parse(bytes, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      on_record: (row: string[], { lines: line }) => void takeRow(row, line),
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const place = typeof error.lines === 'number' ? `line ${error.lines}` : 'offset 0'
    throw refuse(file, place, 'comma-separated values', oneLine(error.message).slice(0, 150))
  }
  if (!columns || lines.length === 0) throw refuse(file, 'line 1', 'rows of values', 'none: an empty set')
  return { columns: columns.map((column) => column.done()), header, lines: Uint32Array.from(lines) }
}

function isHeader(cells: readonly string[], asked: readonly string[]): boolean {
  return asked.some((column) => !isNumber(column) && cells.includes(column)) || !cells.some(isNumber)
}

function findColumn(file: string, names: readonly string[], column: string, byName = false): number {
  const named = names.indexOf(column)
  const place = named >= 0 || byName ? named : /^\d+$/.test(column) ? Number(column) - 1 : -1
  if (place >= 0 && place < names.length) return place
  const there =
    names.length > 20 ? `${names.slice(0, 20).map(quote).join(', ')}, …` : names.map(quote).join(', ')
  throw refuse(file, 'line 1', `a column ${quote(column)}`, there.slice(0, 250))
}

function checkDifferent(file: string, line: number, names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name))
      throw refuse(file, `line ${line}`, 'columns of different names', `${quote(name)} twice`)
    seen.add(name)
  }
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
