import { UsageError } from '@antigrad/core'
import { featuresAt } from './table-dataset.js'
import type { TableForm } from './table-form.js'
import { type TableDataset, type TableOptions, tableSplit } from './table-split.js'
import { layoutOfNames } from './written-layout.js'
import { inPlaces, ofRows, TableWriter, type WrittenSource } from './written-table.js'

/** An example: its fields by their names; those of a list, typed or not, are called by their places from 0. */
export type Row = object

type Fields = Readonly<Record<string, unknown>>

/** What is to be learned of rows in code, and how they are divided. */
export interface RowsOptions extends Omit<TableOptions, 'label' | 'header' | 'delimiter'> {
  /** The field to learn, or several. */
  readonly label: string | readonly string[]
  /** Of the split: a whole number, of which the low 32 bits count. 1 if absent. */
  readonly seed?: number | undefined
  /** Part of the rows that is for testing: from 0, of which all are in both parts, and below 1. As `tableSplit` if absent. */
  readonly testFraction?: number | undefined
}

/**
 * Makes a dataset of an array of objects: each is an example, its fields are numbers, texts, truth values or dates. What
 * a row lacks, or is `null` or NaN, is missing, and refused unless `missing` says otherwise. Rows become inputs as those of
 * a `.csv` file do (`tableSplit`): texts an input for each kind, numbers scaled; dates are days since 1970-01-01,
 * and where they span enough also the time of day, the weekday and the time of year.
 * @param rows at least one
 * @returns two parts, and the form in which `tableDataset` takes other rows
 * @throws BadInput, with the row from 1 and the field, for a value of another kind, a missing one, one that is not
 * finite or nested; UsageError for options that contradict each other
 * @example
 * import { fromRows } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * console.log(dataset.train.count, dataset.form.classes)
 */
export function fromRows(
  rows: readonly Row[],
  { label, seed = 1, testFraction, note, ...options }: RowsOptions,
): TableDataset {
  if (testFraction !== undefined && !(testFraction >= 0 && testFraction < 1)) {
    throw new UsageError(`the part for testing: expected a number from 0 and below 1, found ${testFraction}`)
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))]
  const source = written(rows, names)
  const asked = typeof label === 'string' ? [label] : label
  const told = note && { note: (line: string) => note(ofRows(line)) }
  return inPlaces(source, () => tableSplit(source, { ...options, ...told, label: asked }, seed, testFraction))
}

/**
 * Other rows in the form of those that were learned: what `predictBatch` of their network takes.
 * @param rows at least one; fields beside those of the form are not looked at
 * @param form that `fromRows` gave, or that a model has kept (`tableFormOf`)
 * @returns rows × inputs, scaled
 * @throws BadInput as `fromRows`, and for a text that was not there before; UsageError where there is no form, as of a
 * model that was not made of a table
 * @example
 * import { fromRows, Network, rowFeatures } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * console.log(Network.create([2, 8, 2], 1).predictBatch(rowFeatures([{ a: 3, b: 1 }], dataset.form)))
 */
export function rowFeatures(rows: readonly Row[], form: TableForm | undefined): Float32Array {
  if (form === undefined) {
    throw new UsageError(
      'rows: expected the form of a table that a model has kept, found none: it takes features',
    )
  }
  const names = form.features.map(({ name }) => name)
  const source = written(rows, names)
  return inPlaces(source, () => featuresAt(layoutOfNames(source, names), { ...form, header: true }))
}

function written(rows: readonly Row[], names: readonly string[]): WrittenSource {
  const writer = new TableWriter('rows', names, { categories: [], place: 'row' })
  for (const row of rows as readonly Fields[]) {
    writer.add((column) => (row && Object.hasOwn(row, names[column]) ? row[names[column]] : undefined))
  }
  return writer.done()
}
