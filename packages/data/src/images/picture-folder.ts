import { basename, join, resolve } from 'node:path'
import { BadInput, type Dataset } from '@antigrad/core'
import { foldersIn, namesIn, readBytes } from '../files.js'
import type { OpenedDataset, OpenOptions } from '../formats/format.js'
import { isPictureName } from '../formats/look.js'
import { pictureAdvice } from '../formats/picture-advice.js'
import { holdBack, TEST_FRACTION } from '../held-back.js'
import { noteCommon } from '../keys.js'
import { oneLine, quote, quoteSome } from '../refuse.js'
import { splitDataset } from '../split.js'
import { sortTexts } from '../tables/table-form.js'
import { LARGEST_IMAGE } from './image-limits.js'
import { classNamesNotes, fewBitsNote, onePictureNote, severalClassesNote } from './picture-notes.js'
import { type PictureForm, type PictureOptions, PictureSet, pixelsIn, readPicture } from './pictures.js'

/** Opens a folder of pictures by class, or two such folders. See `pictureFolder` (formats/picture-folder.ts). */
export async function openPictureFolder(path: string, options: OpenOptions): Promise<OpenedDataset> {
  const name = basename(resolve(path))
  const { train, test, others } = await partsOf(path)
  if (others.length > 0)
    options.note?.(`${path}: ${others.slice(0, 4).map(quote).join(', ')} beside them is left out`)
  const classes = sortTexts(await foldersIn(train))
  if (classes.length < 2) {
    const advice = classes.length === 0 ? await pictureAdvice(train) : undefined
    const alone = `${quoteSome(classes, 1)} alone: put each picture into the folder of its class`
    const found = advice ?? (classes.length === 0 ? 'none' : alone)
    throw new BadInput(oneLine(`${train}: expected a folder for each of two classes or more, found ${found}`))
  }
  const set = await readFolder(train, classes, options)
  const seen = set.form(options)
  const tested = test === undefined ? undefined : await readFolder(test, classes, options)
  if (!seen) throw new BadInput(oneLine(`${train}: expected pictures, found none`))
  const { labelled } = set
  for (const line of [
    severalClassesNote([...labelled, ...(tested?.labelled ?? [])]),
    ...classNamesNotes(classes),
    onePictureNote(labelled, classes),
    fewBitsNote(labelled),
  ]) {
    if (line !== undefined) options.note?.(`${path}: ${line}`)
  }
  const channels = options.color === undefined && tested?.form()?.channels === 3 ? 3 : seen.channels
  const pictures = { ...seen, channels } as const
  if (tested) {
    const parts = {
      train: set.dataset(`${name}, train`, pictures, classes),
      test: tested.dataset(`${name}, test`, pictures, classes),
    }
    noteCommon(options.note, path, parts)
    return { ...parts, pictures }
  }
  const { seed, testFraction = TEST_FRACTION } = options
  const whole = set.dataset(name, pictures, classes)
  const split = holdBack(whole, testFraction, seed)
  if (split.test.length === 0 || split.train.length === 0) {
    const found = `${split.train.length} to train on and ${split.test.length} to test`
    throw new BadInput(oneLine(`${path}: expected enough different pictures for two parts, found ${found}`))
  }
  return { ...splitDataset(whole, split), pictures, heldBack: true }
}

/**
 * Reads the pictures of a folder in the form of those that were learned, to evaluate a model: those of its test folder,
 * or all where it has none. Each is brought to the size that the model takes.
 * @param classes of the model; a folder of another name is refused
 * @throws BadInput, FileError
 */
export async function openPictures(
  path: string,
  form: PictureForm,
  classes: readonly string[],
): Promise<Dataset> {
  const { train, test = train } = await partsOf(path)
  const set = await readFolder(test, classes, optionsOf(form))
  return set.dataset(`${basename(resolve(path))}${test === train ? '' : ', test'}`, form, classes)
}

/**
 * Reads a picture as a model takes it that was trained on pictures of this form.
 * @returns a byte for each input
 * @throws BadInput for a file that is no picture, FileError where the system refuses it
 */
export async function openPicture(path: string, form: PictureForm): Promise<Uint8Array> {
  return pixelsIn(readPicture(await readBytes(path, LARGEST_IMAGE), optionsOf(form)), form)
}

function optionsOf({ width, height, channels }: PictureForm): PictureOptions {
  return { size: [width, height], color: channels === 3 }
}

/** The folders of the two parts; of one alone the whole. */
interface PartFolders {
  readonly train: string
  readonly test?: string
  /** Other folders beside them, such as one to validate with. */
  readonly others: readonly string[]
}

async function partsOf(path: string): Promise<PartFolders> {
  const folders = await foldersIn(path)
  const find = (part: RegExp): string | undefined => folders.find((name) => part.test(name))
  const [train, test] = [find(/^train(?:ing)?$/i), find(/^test(?:ing)?$/i)]
  if (train === undefined) return { train: path, others: [] }
  const others = folders.filter((name) => name !== train && name !== test)
  return { train: join(path, train), ...(test !== undefined && { test: join(path, test) }), others }
}

async function readFolder(
  path: string,
  classes: readonly string[],
  options: PictureOptions & Pick<OpenOptions, 'note'>,
): Promise<PictureSet> {
  const set = new PictureSet()
  const others: string[] = []
  for (const name of sortTexts(await foldersIn(path))) {
    const label = classes.indexOf(name)
    if (label < 0) {
      const some = quoteSome(classes, 8)
      throw new BadInput(
        oneLine(`${join(path, name)}: expected a folder called as one of ${some}, found ${quote(name)}`),
      )
    }
    const files = await namesIn(join(path, name))
    const pictures = files.filter(isPictureName).sort()
    const left = files.filter((file) => !file.startsWith('.') && !isPictureName(file))
    others.push(...left)
    if (pictures.length === 0) {
      const found = left.length > 0 ? `none, but ${quoteSome(left, 2)}` : 'none'
      throw new BadInput(
        oneLine(`${join(path, name)}: expected PNG or JPEG pictures of a class, found ${found}`),
      )
    }
    for (const picture of pictures) {
      set.add(readPicture(await readBytes(join(path, name, picture), LARGEST_IMAGE), options), label)
    }
  }
  if (set.count === 0)
    throw new BadInput(oneLine(`${path}: expected a folder of pictures for each class, found none`))
  if (others.length > 0)
    options.note?.(
      `${path}: ${others.length} files or folders in those of classes that are not called .png or .jpg (.jpeg, .jpe, .jfif) are left out: ${quoteSome(others, 2)}`,
    )
  const loose = (await namesIn(path)).filter(isPictureName).sort()
  if (loose.length > 0) {
    const count = `${loose.length} ${loose.length === 1 ? 'picture' : 'pictures'}`
    options.note?.(`${path}: ${count} beside the folders of classes left out: ${quoteSome(loose, 2)}`)
  }
  return set
}
