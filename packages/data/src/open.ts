import { extname } from 'node:path'
import { BadInput, createRandom, type Dataset, FileError, UsageError } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import type { ReadableFeatures } from './feature-pieces.js'
import { type Fold, foldDataset, foldsNote } from './folds.js'
import { adviceAt } from './formats/foreign-bytes.js'
import type { DatasetFormat, OpenedAnywhere, OpenedDataset, OpenOptions } from './formats/format.js'
import { look } from './formats/look.js'
import { FORMATS } from './formats/registry.js'
import { isTablePath } from './formats/table-source.js'
import { TEST_FRACTION } from './held-back.js'
import { oneLine } from './refuse.js'
import { joinParts } from './split.js'

/**
 * Opens a dataset by its name or its path, in the first format that accepts it (`FORMATS`). A folder called `mnist` is
 * opened as `./mnist`.
 * @throws UsageError for options out of range, BadInput for what is not there or not what it should be,
 * FileError where the system refuses a file
 */
export async function openDataset(
  where: string,
  options: OpenOptions & { readonly storeAbove?: undefined },
): Promise<OpenedDataset>
export async function openDataset(where: string, options: OpenOptions): Promise<OpenedAnywhere>
export async function openDataset(where: string, options: OpenOptions): Promise<OpenedAnywhere> {
  const format = await formatOf(where, options)
  const opened = await format.open(where, options)
  // A table has been divided already: how it is scaled is learned on the rows that are trained on.
  return options.fold && !opened.form && isInMemory(opened) ? foldOf(opened, options.fold, options) : opened
}

/**
 * The test part of a dataset alone. Where its features are not in memory, their file is open until the process ends.
 * @throws as `openDataset`
 */
export async function openTestPart(
  where: string,
  options: Omit<OpenOptions, 'fold' | 'storeAbove'>,
): Promise<Dataset<ReadableFeatures>> {
  const format = await formatOf(where, options)
  return format.openTest ? format.openTest(where, options) : (await format.open(where, options)).test
}

/** The first format that accepts a path. Throws as `openDataset`. */
async function formatOf(
  where: string,
  { seed, testFraction = TEST_FRACTION, fold }: OpenOptions,
): Promise<DatasetFormat> {
  checkFold(fold)
  const found = await look(where)
  const isTable = found.kind === 'file' && isTablePath(where)
  if (!Number.isSafeInteger(seed)) throw new UsageError(`the seed: expected a whole number, found ${seed}`)
  if (!((testFraction > 0 || (isTable && testFraction === 0)) && testFraction < 1)) {
    throw new UsageError(`the part for testing: expected a number above 0 and below 1, found ${testFraction}`)
  }
  const format = FORMATS.find((each) => each.accepts(where, found))
  if (format) return format
  const there =
    found.kind === 'file'
      ? ((await adviceAt(where)) ?? `a file of type '${extname(where)}'`)
      : 'nothing there'
  throw new BadInput(oneLine(`${where}: expected ${KNOWN}, found ${there}`))
}

/**
 * Whether a dataset is so large that not every process of a job should read it. What is wrong with it, opening it says.
 * @param where as `openDataset`
 */
export async function isLargeDataset(where: string): Promise<boolean> {
  try {
    const found = await look(where)
    return (await FORMATS.find((each) => each.accepts(where, found))?.isLarge?.(where)) ?? false
  } catch (error) {
    if (error instanceof BadInput || error instanceof FileError) return false
    throw error
  }
}

function isInMemory(opened: OpenedAnywhere): opened is OpenedDataset {
  return !('read' in opened.train.features)
}

/** One fold of a dataset: of all examples, or of the training examples where a part to test with is given. */
function foldOf(
  { train, test, heldBack, ...others }: OpenedDataset,
  fold: Fold,
  { seed, note }: OpenOptions,
): OpenedDataset {
  const whole = heldBack ? joinParts(train, test) : train
  if (!heldBack) note?.(`the folds divide the training part; ${test.name}, is left alone`)
  const few = whole.labels && foldsNote(whole.labels, whole.classes, fold)
  if (few !== undefined) note?.(few)
  return { ...others, ...foldDataset(whole, fold, createRandom(seed, STREAM.split)) }
}

function checkFold(fold: Fold | undefined): void {
  if (!fold) return
  const { index, count } = fold
  if (!(Number.isSafeInteger(count) && count >= 2)) {
    throw new UsageError(`folds: expected a whole number from 2, found ${count}`)
  }
  if (Number.isSafeInteger(index) && index >= 1 && index <= count) return
  throw new UsageError(`the fold: expected a whole number from 1 to ${count}, found ${index}`)
}

/** All that is opened, for people. */
const KNOWN = FORMATS.map(({ name }) => name)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1')
