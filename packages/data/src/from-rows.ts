import { UsageError } from '@antigrad/core'
import { type TableDataset, type TableOptions, tableSplit } from './table-split.js'
import { inPlaces, ofRows, TableWriter } from './written-table.js'

/** What is to be learned of rows in code, and how they are divided. */
export interface RowsOptions extends Omit<TableOptions, 'label' | 'header' | 'delimiter'> {
  /** The field to learn, or several. */
  readonly label: string | readonly string[]
  /** Of the split: a whole number, of which the low 32 bits count. 1 if absent. */
  readonly seed?: number
  /** Part of the rows that is for testing: from 0, of which all are in both parts, and below 1. As `tableSplit` if absent. */
  readonly testFraction?: number
}

/**
 * Makes a dataset of an array of objects: each is an example, its fields are numbers, texts, truth values or dates. What
 * a row lacks, or is `null` or NaN, is missing, and refused unless `missing` says otherwise. Rows become inputs as those of
 * a `.csv` file do (`tableSplit`): texts an input for each kind, numbers scaled; dates are days since 1970-01-01.
 * @param rows at least one
 * @returns two parts, and the form in which `tableDataset` takes other rows
 * @throws BadInput, with the row from 1 and the field, for a value of another kind, a missing one, one that is not
 * finite or nested; UsageError for options that contradict each other
 */
export function fromRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { label, seed = 1, testFraction, note, ...options }: RowsOptions,
): TableDataset {
  if (testFraction !== undefined && !(testFraction >= 0 && testFraction < 1)) {
    throw new UsageError(`the part for testing: expected a number from 0 and below 1, found ${testFraction}`)
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))]
  const writer = new TableWriter('rows', names, { categories: [], place: 'row' })
  for (const row of rows) {
    writer.add((column) => (row && Object.hasOwn(row, names[column]) ? row[names[column]] : undefined))
  }
  const source = writer.done()
  const asked = typeof label === 'string' ? [label] : label
  const told = note && { note: (line: string) => note(ofRows(line)) }
  return inPlaces(source, () => tableSplit(source, { ...options, ...told, label: asked }, seed, testFraction))
}
