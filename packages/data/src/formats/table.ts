import type { Dataset } from '@antigrad/core'
import { UsageError } from '@antigrad/core'
import { closeFeatures } from '../feature-file.js'
import { largeTableSplit } from '../tables/large-table.js'
import { type TableRows, tableDataset, tableFeatures, tableRowPieces } from '../tables/table-dataset.js'
import type { TableForm } from '../tables/table-form.js'
import { layoutOf } from '../tables/table-layout.js'
import { tableSplit } from '../tables/table-split.js'
import { inPlaces, ofRows, placed, type TableSource } from '../tables/written-table.js'
import type { DatasetFormat, OpenedAnywhere, OpenOptions } from './format.js'
import { isLargeTable, isTablePath, openLargeText, readTableSource } from './table-source.js'

/** A table, of which `options.label` names the columns to learn (see `tableSplit`). */
export const table: DatasetFormat = {
  name: 'a table (.csv .tsv .json .jsonl .npy .parquet .arrow .arff .libsvm)',
  accepts: (path, { kind }) => kind === 'file' && isTablePath(path),
  open: openTableSplit,
  isLarge: isLargeTable,
}

async function openTableSplit(path: string, options: OpenOptions): Promise<OpenedAnywhere> {
  const { form, label: asked = form?.label, seed, testFraction, testData, fold } = options
  const label = typeof asked === 'string' ? [asked] : asked
  if (!label) throw new UsageError('a table needs a label: expected the name or number of a column')
  if (testData !== undefined && testFraction !== undefined && testFraction !== 0) {
    throw new UsageError('expected a part to test with, or another table, found both')
  }
  if (fold && (testFraction !== undefined || testData !== undefined)) {
    throw new UsageError('expected folds, each of which is tested once, or a part to test with, found both')
  }
  const fraction = testData === undefined ? testFraction : 0
  // Groups and folds are made of all rows at once; a form that is known needs no survey.
  const large = options.group === undefined && !fold && !form ? await openLargeText(path) : undefined
  if (large) {
    try {
      const whole = largeTableSplit(large.source, { ...options, label }, seed, fraction)
      if (testData === undefined) return whole
      const { testsOnTraining: _, ...trained } = whole
      try {
        return { ...trained, test: await openTable(testData, whole.form) }
      } catch (error) {
        closeFeatures(whole.train.features)
        throw error
      }
    } finally {
      large.close()
    }
  }
  const source = await readTableSource(path)
  const note = options.note && source.written?.place === 'row' ? { note: noteOfRows(options.note) } : {}
  const { testsOnTraining, ...whole } = inPlaces(source, () =>
    tableSplit(source, { ...options, ...note, label }, seed, fraction),
  )
  if (testData !== undefined) return { ...whole, test: await openTable(testData, whole.form) }
  return { ...whole, ...(testsOnTraining && { testsOnTraining }) }
}

/**
 * The names of the columns of a table; numbers from 1 where it has none.
 * @throws BadInput where the file is no table, FileError where the system refuses it, or there is none
 */
export async function tableColumns(path: string): Promise<readonly string[]> {
  return layoutOf(await readTableSource(path), {}, []).names
}

/**
 * Reads a table whole in the form that a model keeps, to evaluate it.
 * @throws BadInput where the file is not what the form says, FileError where the system refuses it
 */
export async function openTable(path: string, form: TableForm): Promise<Dataset> {
  const { source, close } = await openTableSource(path, form)
  try {
    return inPlaces(source, () => tableDataset(source, form))
  } finally {
    close()
  }
}

/**
 * Reads the features of a table in the form that a model keeps, to predict its label, which need not
 * be there.
 * @returns rows × inputs, scaled
 * @throws as `openTable`
 */
export async function openTableFeatures(path: string, form: TableForm): Promise<Float32Array> {
  const source = await readTableSource(path, namesOf(form))
  return inPlaces(source, () => tableFeatures(source, form))
}

/**
 * Reads the features of each row of a table in the form that a model keeps, and says which rows cannot be read: piece by
 * piece, so that a text may be larger than memory. Errors are called by the rows of their piece, from 0.
 * @throws BadInput for what is wrong with the whole table, FileError where the system refuses it
 */
export async function* openTableRows(path: string, form: TableForm): AsyncGenerator<TableRows> {
  const { source, close } = await openTableSource(path, form)
  try {
    for (const { errors, ...rows } of tableRowPieces(source, form)) {
      yield {
        ...rows,
        errors: new Map([...errors].map(([row, error]) => [row, placed(error, source.written)])),
      }
    }
  } catch (error) {
    throw placed(error, source.written)
  } finally {
    close()
  }
}

/** A table that is read piece by piece where it is a large text, and held in memory elsewhere; and what closes it. */
async function openTableSource(
  path: string,
  form: TableForm,
): Promise<{ readonly source: TableSource; readonly close: () => void }> {
  return (
    (await openLargeText(path)) ?? {
      source: await readTableSource(path, namesOf(form)),
      close: () => undefined,
    }
  )
}

function namesOf({ features }: TableForm): string[] {
  return features.map(({ name }) => name)
}

function noteOfRows(note: (line: string) => void): (line: string) => void {
  return (line) => note(ofRows(line))
}
