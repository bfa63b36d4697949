import type { Dataset } from '@antigrad/core'
import { refuse } from '../refuse.js'
import { joinExamples, selectRows } from '../split.js'
import { NO_TEXT } from './cell-reader.js'
import type { Column, NumberColumn } from './column.js'
import type { TableLayout } from './find-columns.js'
import type { NumberForm } from './number-form.js'
import { applyScaling } from './scaling.js'
import { type KnownColumns, knownPieces, type Table } from './table.js'
import { encodeFeatures, encodeTexts, inputsOf, type TableForm } from './table-form.js'
import { layoutOf } from './table-layout.js'
import type { TableSource } from './written-table.js'

/** Numbers of features that are read at once: 8 MiB before they are scaled. */
const PIECE = 2 ** 20

/** Numbers of features that a table may have which is read whole: 1 GiB as float32. */
const MOST_NUMBERS = 2 ** 28

/**
 * Reads another table in the form of one that was learned: the same columns by name, the same categories,
 * classes and scaling. Where the form fills missing values, rows without a label are left out. Its text is read in pieces,
 * and only the examples are kept.
 * @throws BadInput as `parseTable`, for a category or class that was not there before, and for more numbers than fit
 */
export function tableDataset(source: TableSource, form: TableForm): Dataset {
  const { file } = source
  const inputs = inputsOf(form.features)
  const gaps = form.missing !== undefined && form.missing !== 'error'
  const parts: Dataset[] = []
  let count = 0
  let line: number | undefined
  const wanted = { ...wantedBy(form, form.label), gaps }
  const layout = layoutOf(source, form, wanted.columns)
  for (const whole of knownPieces(layout, wanted, rowsOfPiece(form))) {
    line ??= whole.lines[0]
    const judged = whole.columns.slice(form.missing === 'drop' ? 0 : form.features.length)
    const table = gaps ? completeRows(whole, judged) : whole
    if (!table) continue
    count += table.lines.length
    if (count * inputs > MOST_NUMBERS) {
      const found = `more: ${count} rows or more of ${inputs} inputs (a part of the table is enough to test with)`
      throw refuse(file, `line ${line}`, `at most ${MOST_NUMBERS} numbers`, found)
    }
    parts.push(examplesOf(file, table, form))
  }
  if (parts.length === 0) throw noneLeft(file, line)
  return joinExamples(parts)
}

function examplesOf(file: string, table: Table, form: TableForm): Dataset {
  const labelColumns = table.columns.slice(form.features.length)
  const rows = encodeFeatures(file, table, table.columns, form.features, form)
  const [column] = labelColumns
  const labels =
    column.kind === 'text' ? encodeTexts(file, table.lines, column, column.name, form.classes) : undefined
  return scaled(file, form, { rows, labels, targets: labels ? undefined : joinColumns(labelColumns) })
}

function rowsOfPiece(form: TableForm): number {
  return Math.max(1, Math.floor(PIECE / inputsOf(form.features)))
}

/**
 * Reads only the features of a table in the form of one that was learned: its label need not be there.
 * @returns rows × inputs, scaled
 * @throws BadInput as `tableDataset`
 */
export function tableFeatures(source: TableSource, form: TableForm): Float32Array {
  return featuresAt(layoutOf(source, form, wantedBy(form, []).columns), form)
}

/** The features of a table, row by row. */
export interface TableRows {
  readonly count: number
  /** count × inputs, scaled; of a row that cannot be read they mean nothing. */
  readonly features: Float32Array
  /** Why a row cannot be read, by its number from 0, in their order. */
  readonly errors: ReadonlyMap<number, unknown>
}

/**
 * Reads the features of each row of a table, as `tableFeatures`, and says which rows cannot be read.
 * @throws BadInput for what is wrong with the whole table
 */
export function tableRows(source: TableSource, form: TableForm): TableRows {
  const [whole] = tableRowPieces(source, form, Number.POSITIVE_INFINITY)
  return whole
}

/**
 * Reads the features of a table of which is known where its columns lie.
 * @throws as `tableFeatures`
 */
export function featuresAt(layout: TableLayout, form: TableForm): Float32Array {
  const [{ features, errors }] = rowPieces(layout, form, Number.POSITIVE_INFINITY)
  for (const error of errors.values()) throw error
  return features
}

/**
 * The same in pieces of so many rows, so that a table of any size can be read; their errors are called by the rows of the
 * piece.
 * @throws BadInput for what is wrong with the whole table, when it comes to it
 */
export function* tableRowPieces(
  source: TableSource,
  form: TableForm,
  rowsOfOne: number = rowsOfPiece(form),
): Generator<TableRows> {
  yield* rowPieces(layoutOf(source, form, wantedBy(form, []).columns), form, rowsOfOne)
}

function* rowPieces(layout: TableLayout, form: TableForm, rowsOfOne: number): Generator<TableRows> {
  let found = new Map<number, unknown>()
  const onBadRow = (row: number, error: unknown): void => {
    if (!found.has(row)) found.set(row, error)
  }
  const gaps = form.missing === 'mean' || form.missing === 'indicator'
  const wanted = { ...wantedBy(form, []), gaps, onBadRow }
  for (const table of knownPieces(layout, wanted, rowsOfOne)) {
    const rows = encodeFeatures(layout.text.file, table, table.columns, form.features, { ...form, onBadRow })
    const errors = new Map([...found].sort(([a], [b]) => a - b))
    found = new Map()
    yield { count: table.lines.length, features: applyScaling(rows, form.scaling.features), errors }
  }
}

/** The features of a form, and some of its labels, as columns of a table. */
export function wantedBy(form: TableForm, label: readonly string[]): KnownColumns {
  const kinds = new Map<string, 'number' | 'text'>()
  const forms = new Map<string, NumberForm>()
  for (const { name, categories, number } of form.features) {
    kinds.set(name, categories.length > 0 ? 'text' : 'number')
    if (number) forms.set(name, number)
  }
  for (const [index, name] of label.entries()) {
    kinds.set(name, form.task === 'regress' ? 'number' : 'text')
    const number = form.labelNumbers?.[index]
    if (number) forms.set(name, number)
  }
  const columns = [...form.features.map(({ name }) => name), ...label]
  const { naValues } = form
  const codes = naValues ? { naValues } : {}
  return { columns, others: false, kinds, forms, byName: form.header === true, ...codes }
}

/**
 * The rows of a table without those that miss a value in one of some columns.
 * @throws BadInput where none is left
 */
export function keepRows(file: string, table: Table, columns: readonly Column[]): Table {
  const kept = completeRows(table, columns)
  if (!kept) throw noneLeft(file, table.lines[0])
  return kept
}

/** The same; undefined where none is left. */
function completeRows(table: Table, columns: readonly Column[]): Table | undefined {
  const kept = [...table.lines.keys()].filter((row) => columns.every((column) => !isMissing(column, row)))
  if (kept.length === table.lines.length) return table
  if (kept.length === 0) return undefined
  const chosen = Uint32Array.from(kept)
  return {
    ...table,
    lines: selectRows(table.lines, 1, chosen),
    columns: table.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: selectRows(column.values, 1, chosen) }
        : withTexts({ ...column, codes: selectRows(column.codes, 1, chosen) }),
    ),
  }
}

function noneLeft(file: string, line = 1): Error {
  return refuse(file, `line ${line}`, 'a row without a missing value', 'none')
}

/** Whether a value is missing. */
export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]) : column.codes[row] === NO_TEXT
}

/** A column of texts with those alone that its rows still hold. */
function withTexts<Texts extends Extract<Column, { kind: 'text' }>>(column: Texts): Texts {
  const used = [...new Set(column.codes)].filter((code) => code !== NO_TEXT)
  const codeOf = new Map(used.map((code, index) => [code, index]))
  return {
    ...column,
    codes: column.codes.map((code) => codeOf.get(code) ?? NO_TEXT),
    texts: used.map((code) => column.texts[code]),
  }
}

/** Rows as numbers, not scaled yet. */
export interface EncodedRows {
  readonly rows: Float64Array
  readonly labels: Uint32Array | undefined
  readonly targets: Float64Array | undefined
}

/** The dataset of encoded rows, scaled. */
export function scaled(name: string, form: TableForm, { rows, labels, targets }: EncodedRows): Dataset {
  const { scaling } = form
  const inputs = inputsOf(form.features)
  return {
    name,
    count: rows.length / inputs,
    inputs,
    outputs: form.task === 'regress' ? form.label.length : form.classes.length,
    features: applyScaling(rows, scaling.features),
    ...(labels && { labels }),
    ...(targets && scaling.targets && { targets: applyScaling(targets, scaling.targets) }),
    classes: form.classes,
  }
}

/** Columns of numbers side by side: rows × columns, row by row. */
export function joinColumns(columns: readonly Column[]): Float64Array {
  const numbers = columns.filter((column): column is NumberColumn => column.kind === 'number')
  if (numbers.length === 1) return numbers[0].values
  const rows = new Float64Array(numbers.length * numbers[0].values.length)
  for (const [place, { values }] of numbers.entries()) {
    for (let row = 0; row < values.length; row++) rows[row * numbers.length + place] = values[row]
  }
  return rows
}
