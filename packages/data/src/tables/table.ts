import { quote, refuse, word } from '../refuse.js'
import { CellReader, type ColumnKind } from './cell-reader.js'
import { type Column, GrowingColumn } from './column.js'
import { findColumns, type TableLayout } from './find-columns.js'
import { MissingCodes } from './missing.js'
import type { NumberForm } from './number-form.js'
import { refuseMissing } from './refuse-missing.js'
import { Rows } from './rows.js'

/** Bytes that a table may have: its numbers take at most four times as much memory. */
export const LARGEST_TABLE = 2 ** 28

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

/** Columns of which is known how their numbers are written, as those of a model. */
export interface KnownColumns extends ColumnsWanted {
  readonly forms: ReadonlyMap<string, NumberForm>
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
 * Reads a table whose columns are known, in pieces of so many rows: no more of them are in memory.
 * @throws as `parseTable`, what is wrong with a piece when it comes to it
 */
export function knownPieces(layout: TableLayout, wanted: KnownColumns, rows: number): Generator<Table> {
  const { places, kinds } = findWanted(layout, wanted)
  checkColumns(layout, places, wanted.naValues)
  return readPieces(layout, places, knownKinds(layout, places, kinds, wanted.forms), wanted, rows)
}

/** Columns that are asked for, and where they are. */
export interface FoundColumns {
  /** Of the columns, from 0, in the order wanted. */
  readonly places: readonly number[]
  /** What they hold, by place, where it is not their cells that decide. */
  readonly kinds: ReadonlyMap<number, 'number' | 'text'>
}

/**
 * Finds the columns of a table that are asked for.
 * @throws BadInput for one that is not there
 */
export function findWanted(layout: TableLayout, wanted: ColumnsWanted): FoundColumns {
  for (const line of layout.notes) wanted.note?.(line)
  const places = findColumns(layout, wanted.columns, wanted.byName)
  if (wanted.others) places.push(...[...layout.names.keys()].filter((place) => !places.includes(place)))
  const kinds = new Map<number, 'number' | 'text'>()
  for (const [column, kind] of wanted.kinds) {
    for (const place of findColumns(layout, [column], wanted.byName)) kinds.set(place, kind)
  }
  return { places, kinds }
}

/** What columns hold whose numbers are written in forms that are known. */
export function knownKinds(
  { names }: TableLayout,
  places: readonly number[],
  kinds: ReadonlyMap<number, 'number' | 'text'>,
  forms: ReadonlyMap<string, NumberForm>,
): ColumnKind[] {
  return places.map((place) => {
    const form = forms.get(names[place])
    return { kind: kinds.get(place) ?? 'text', ...(form && { form }), stated: true }
  })
}

/**
 * Reads columns in pieces of so many rows.
 * @param decided what each of the columns in `places` holds
 * @throws as `parseTable`, what is wrong with a piece when it comes to it
 */
export function* readPieces(
  layout: TableLayout,
  places: readonly number[],
  decided: readonly ColumnKind[],
  how: CellReading,
  most: number,
): Generator<Table> {
  const { text, names, header } = layout
  const { file } = text
  const missing = new MissingCodes(how.naValues)
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
  for (let row = 0; row < before; row++) rows.next()
  if (header) rows.nextNames()
  for (let row = 0; row < below; row++) rows.next()
  return rows
}

/** @throws BadInput, with the line, for a row with other cells than one for each name */
export function checkLength(file: string, rows: Rows, expected: number): void {
  const { count } = rows
  if (count === expected) return
  let filled = count
  while (filled > expected && rows.isEmpty(filled - 1)) filled--
  if (filled === expected) return
  const advice = count > expected ? '; a cell with what separates cells in it takes quotation marks' : ''
  const found = `Invalid Record Length: ${count} cells, where the first row has ${expected} (the row begins with ${quote(rows.text(0))})${advice}`
  throw refuse(file, `line ${rows.line}`, 'comma-separated values', found)
}

/** @throws BadInput where columns have one name, or a value in one is nested, or a number not finite that is not said to be missing */
export function checkColumns(
  { text, names }: TableLayout,
  places: readonly number[],
  naValues: readonly string[] = [],
): void {
  const { file, written } = text
  const asked = places.map((place) => names[place])
  for (const name of asked) {
    const at = ({ line }: { readonly line: number }): string => `line ${line}, column ${quote(name)}`
    const ignore = `--ignore ${word(name)} leaves it out`
    const nested = written?.nested?.get(name)
    if (nested) throw refuse(file, at(nested), 'a number or a text', `${nested.found} (${ignore})`)
    const infinite = written?.infinite?.get(name)?.find((cell) => !naValues.includes(cell.text))
    if (!infinite) continue
    const flags = `${ignore}; --na-values ${infinite.text} --missing mean where it is a missing value`
    throw refuse(file, at(infinite), 'a finite number', `${infinite.text} (${flags})`)
  }
  const seen = new Set<string>()
  for (const name of asked) {
    if (seen.has(name)) {
      const found = `${quote(name)} twice (give each its own, or --no-header where the first row holds values)`
      throw refuse(file, 'line 1', 'columns of different names', found)
    }
    seen.add(name)
  }
}
