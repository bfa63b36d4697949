import type { Dataset } from '@antigrad/core'
import { UsageError } from '@antigrad/core'
import { readBytes } from '../files.js'
import { LARGEST_TABLE } from '../table.js'
import { type TableRows, tableDataset, tableFeatures, tableRows } from '../table-dataset.js'
import type { TableForm } from '../table-form.js'
import { tableSplit } from '../table-split.js'
import type { DatasetFormat, OpenedDataset, OpenOptions } from './format.js'

/** What a table's file may be called; `-` is the standard input. */
const TABLE = /(?:\.(?:csv|tsv|tab|data|txt)|^-)$/i

/** Whether a path is that of a table, as far as its name says. */
export function isTablePath(path: string): boolean {
  return TABLE.test(path)
}

/** A table, of which `options.label` names the columns to learn (see `tableSplit`). */
export const table: DatasetFormat = {
  name: 'a .csv file',
  accepts: (path, { kind }) => kind === 'file' && isTablePath(path),
  open: openTableSplit,
}

async function openTableSplit(path: string, options: OpenOptions): Promise<OpenedDataset> {
  const { label, seed, testFraction, testData } = options
  if (!label) throw new UsageError('a .csv file needs a label: expected the name or number of a column')
  if (testData !== undefined && testFraction !== undefined && testFraction !== 0) {
    throw new UsageError('expected a part to test with, or another table, found both')
  }
  const source = await readBytes(path, LARGEST_TABLE)
  const fraction = testData === undefined ? testFraction : 0
  const { testsOnTraining, ...whole } = tableSplit(source, { ...options, label }, seed, fraction)
  if (testData !== undefined) return { ...whole, test: await openTable(testData, whole.form) }
  return { ...whole, ...(testsOnTraining && { testsOnTraining }) }
}

/**
 * Reads a `.csv` file whole in the form that a model keeps, to evaluate it.
 * @throws BadInput where the file is not what the form says, FileError where the system refuses it
 */
export async function openTable(path: string, form: TableForm): Promise<Dataset> {
  return tableDataset(await readBytes(path, LARGEST_TABLE), form)
}

/**
 * Reads the features of a `.csv` file in the form that a model keeps, to predict its label, which need not
 * be there.
 * @returns rows × inputs, scaled
 * @throws as `openTable`
 */
export async function openTableFeatures(path: string, form: TableForm): Promise<Float32Array> {
  return tableFeatures(await readBytes(path, LARGEST_TABLE), form)
}

/**
 * Reads the features of each row of a table in the form that a model keeps, and says which rows cannot be read.
 * @throws BadInput for what is wrong with the whole table, FileError where the system refuses it
 */
export async function openTableRows(path: string, form: TableForm): Promise<TableRows> {
  return tableRows(await readBytes(path, LARGEST_TABLE), form)
}
