import { quote, refuse } from '../refuse.js'
import { CellReader, type ColumnKind } from './cell-reader.js'
import { type Column, GrowingColumn } from './column.js'
import { ColumnSurvey, type Verdict } from './column-survey.js'
import { MissingCodes } from './missing.js'
import { formText, type NumberForm } from './number-form.js'
import { Rows } from './rows.js'
import { findColumns, layoutOf, type TableLayout, type TableText } from './table-layout.js'
import { refuseKind, refuseMissing } from './table-refusals.js'
import type { TableSource } from './written-table.js'

export type { TableText } from './table-layout.js'

/** Bytes that a table may have: its numbers take at most four times as much memory. */
export const LARGEST_TABLE = 2 ** 28

/** Columns that a line about them names. */
const NAMED_COLUMNS = 6

/** How cells are read. */
export interface CellReading {
  /** What marks decimals: detected, by column, where it is not stated. */
  readonly decimal?: 'point' | 'comma' | undefined
  /** What stands for a missing value, beside an empty cell. */
  readonly naValues?: readonly string[] | undefined
  /** Whether values may be missing. */
  readonly gaps?: boolean | undefined
  /** How numbers are written, by column, where that is known: of a column that is not there as JavaScript writes them. */
  readonly forms?: ReadonlyMap<string, NumberForm> | undefined
  /** Takes a row that cannot be read, counted from 0 in its piece; without it the first such row is thrown. */
  readonly onBadRow?: (row: number, error: unknown) => void
  /** Takes a line, for people, about what was decided that could be otherwise. */
  readonly note?: ((line: string) => void) | undefined
}

/** Cells of one row, by column: numbers, NaN where they are missing. */
export type RowVisit = (cells: Float64Array, line: number) => void

/** Which columns are read. */
export interface ColumnsWanted extends CellReading {
  /** By name, or by number from 1: these come first, in this order. */
  readonly columns: readonly string[]
  /** Whether all other columns come too, after these, in the order of the file. */
  readonly others: boolean
  /** What columns hold, by the name asked for, where it is not their cells that decide. */
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
 * Reads a table of comma-separated values (RFC 4180, UTF-8 or UTF-16 with its mark; also with semicolons, tabs, bars or
 * spaces), quoted where it must be. Empty lines are skipped, white space around a cell does not count. All cells of a
 * column decide what it holds: numbers, in whatever one form, or texts.
 * @throws BadInput, with the line, for text in another encoding, a quotation mark out of place, rows of other
 * lengths than the first, a column asked for that is not there, a missing value, a cell of another kind
 * than its column's, no rows at all, or more rows or cells in one than fit
 */
export function parseTable(source: TableSource, text: TableText, wanted: ColumnsWanted): Table {
  const [whole] = parsePieces(source, text, wanted, Number.POSITIVE_INFINITY)
  return whole
}

/**
 * Reads a table as `parseTable` does, in pieces of so many rows: no more of them are in memory.
 * @throws as `parseTable`, what is wrong with a piece when it comes to it
 */
export function parsePieces(
  source: TableSource,
  text: TableText,
  wanted: ColumnsWanted,
  rows: number,
): Generator<Table> {
  const layout = layoutOf(source, text, wanted.columns)
  for (const line of layout.notes) wanted.note?.(line)
  const places = findColumns(layout, wanted.columns, wanted.byName)
  if (wanted.others) places.push(...[...layout.names.keys()].filter((place) => !places.includes(place)))
  const kinds = new Map<number, 'number' | 'text'>()
  for (const [column, kind] of wanted.kinds) {
    for (const place of findColumns(layout, [column], wanted.byName)) kinds.set(place, kind)
  }
  return readPieces(layout, places, kinds, wanted, rows)
}

/**
 * Reads columns of a table.
 * @param places of the columns, from 0, in the order wanted
 * @param kinds what they hold, by place, where it is not their cells that decide
 * @throws as `parseTable`
 */
export function readColumns(
  layout: TableLayout,
  places: readonly number[],
  kinds: ReadonlyMap<number, 'number' | 'text'>,
  how: CellReading,
): Table {
  const [whole] = readPieces(layout, places, kinds, how, Number.POSITIVE_INFINITY)
  return whole
}

function* readPieces(
  layout: TableLayout,
  places: readonly number[],
  kinds: ReadonlyMap<number, 'number' | 'text'>,
  how: CellReading,
  most: number,
): Generator<Table> {
  const { text, names, header } = layout
  const { file } = text
  checkDifferent(layout, places)
  const missing = new MissingCodes(how.naValues)
  const decided = how.forms
    ? places.map((place): ColumnKind => known(kinds.get(place), how.forms?.get(names[place])))
    : decideKinds(layout, places, kinds, how)
  const begin = (): GrowingColumn[] =>
    places.map((place, index) => new GrowingColumn(new CellReader(file, names[place], decided[index])))
  const rows = rowsOf(layout)
  let columns = begin()
  let lines: number[] = []
  let isEmpty = true
  const piece = (): Table => ({
    columns: columns.map((column) => column.done()),
    header,
    lines: Uint32Array.from(lines),
  })
  const readRow = (): void => {
    checkLength(file, rows, names.length)
    for (const [index, column] of columns.entries()) {
      const cell = places[index]
      if (!missing.has(rows, cell)) column.add(rows, cell)
      else if (how.gaps) column.skip()
      else throw refuseMissing(file, rows, names[cell], cell, how.forms !== undefined)
    }
  }
  while (rows.next()) {
    isEmpty = false
    lines.push(rows.line)
    try {
      readRow()
    } catch (error) {
      if (!how.onBadRow) throw error
      how.onBadRow(lines.length - 1, error)
      for (const column of columns) column.fill(lines.length)
    }
    if (lines.length < most) continue
    yield piece()
    columns = begin()
    lines = []
  }
  if (isEmpty) throw refuse(file, 'line 1', 'rows of values', 'none: an empty set')
  if (lines.length > 0) yield piece()
}

/**
 * Reads each row of a table whose columns are known: numbers, codes of texts, NaN where missing.
 * @param readers of the columns in `places`
 * @throws as `parseTable`
 */
export function visitRows(
  layout: TableLayout,
  places: readonly number[],
  readers: readonly CellReader[],
  how: CellReading,
  visit: RowVisit,
): void {
  const { text, names } = layout
  const missing = new MissingCodes(how.naValues)
  const rows = rowsOf(layout)
  const cells = new Float64Array(places.length)
  while (rows.next()) {
    checkLength(text.file, rows, names.length)
    for (let index = 0; index < places.length; index++) {
      const cell = places[index]
      if (!missing.has(rows, cell)) cells[index] = readers[index].read(rows, cell)
      else if (how.gaps) cells[index] = Number.NaN
      else throw refuseMissing(text.file, rows, names[cell], cell, false)
    }
    visit(cells, rows.line)
  }
}

/** The rows of a table after that of its names. */
export function rowsOf({ text, delimiter, before, header, below }: TableLayout): Rows {
  const rows = new Rows(text, delimiter)
  for (let row = 0; row < before + (header ? 1 : 0) + below; row++) rows.next()
  return rows
}

function known(kind: 'number' | 'text' = 'text', form: NumberForm | undefined): ColumnKind {
  return { kind, ...(form && { form }), stated: true }
}

/**
 * Looks at all cells of the columns, and says what each holds.
 * @param visit takes each row: Infinity for what is no number as JavaScript writes it
 * @throws as `parseTable`
 */
export function decideKinds(
  layout: TableLayout,
  places: readonly number[],
  kinds: ReadonlyMap<number, 'number' | 'text'>,
  how: CellReading,
  visit?: RowVisit,
): ColumnKind[] {
  const { text, names, delimiter } = layout
  const { file } = text
  const surveys = places.map((place) => (kinds.get(place) === 'text' ? undefined : new ColumnSurvey()))
  const missing = new MissingCodes(how.naValues)
  const rows = rowsOf(layout)
  const cells = new Float64Array(places.length)
  while (rows.next()) {
    checkLength(file, rows, names.length)
    for (let index = 0; index < places.length; index++) {
      const cell = places[index]
      if (!missing.has(rows, cell)) {
        cells[index] = surveys[index]?.add(rows, cell) ?? Number.POSITIVE_INFINITY
      } else if (how.gaps) cells[index] = Number.NaN
      else throw refuseMissing(file, rows, names[cell], cell, false)
    }
    visit?.(cells, rows.line)
  }
  const evidence = {
    point: surveys.some((survey) => survey?.evidence.point),
    comma: surveys.some((survey) => survey?.evidence.comma),
  }
  const decimal = how.decimal === undefined ? undefined : how.decimal === 'comma' ? ',' : '.'
  const forms = new Map<string, string[]>()
  const decided = surveys.map((survey, index): ColumnKind => {
    const name = names[places[index]]
    if (!survey) return { kind: 'text', stated: true }
    const stated = kinds.has(places[index])
    const answers = stated ? survey.answers : undefined
    const verdict: Verdict = answers
      ? { kind: 'number', form: answers }
      : survey.verdict(evidence, decimal, delimiter === ';')
    if (verdict.kind === 'number') {
      if (verdict.note) how.note?.(`${file}: ${quote(name)}: ${verdict.note}`)
      const { form, digits } = verdict
      const about = form && formText(form)
      if (about) forms.set(about, [...(forms.get(about) ?? []), quote(name)])
      return { kind: 'number', ...(form && { form }), ...(digits && { digits }), stated }
    }
    if (verdict.kind === 'text' && !stated) return { kind: 'text', stated }
    throw refuseKind(file, name, verdict, stated, survey.firstOther)
  })
  for (const [about, columns] of forms) {
    const some = columns.slice(0, NAMED_COLUMNS).join(', ') + (columns.length > NAMED_COLUMNS ? ', …' : '')
    how.note?.(`${file}: ${some} read as numbers: ${about} (--categories takes them for kinds)`)
  }
  return decided
}

function checkLength(file: string, rows: Rows, expected: number): void {
  const { count } = rows
  if (count === expected) return
  let filled = count
  while (filled > expected && rows.isEmpty(filled - 1)) filled--
  if (filled === expected) return
  const found = `Invalid Record Length: ${count} cells, where the first row has ${expected} (the row begins with ${quote(rows.text(0))})`
  throw refuse(file, `line ${rows.line}`, 'comma-separated values', found)
}

/** @throws BadInput where columns have one name */
export function checkDifferent({ text: { file }, names }: TableLayout, places: readonly number[]): void {
  const seen = new Set<string>()
  for (const name of places.map((place) => names[place])) {
    if (seen.has(name)) {
      const found = `${quote(name)} twice (give each its own, or --no-header where the first row holds values)`
      throw refuse(file, 'line 1', 'columns of different names', found)
    }
    seen.add(name)
  }
}
