import type { Dataset, SplitDataset } from '@antigrad/core'
import type { FileBytes } from '../file-bytes.js'
import { holdBack } from '../held-back.js'
import { type LabelClasses, labelClasses } from '../label-classes.js'
import { refuse } from '../refuse.js'
import { splitDataset } from '../split.js'
import { gunzipIdx, isGzip } from './gunzip.js'
import { type Idx, type IdxValues, offsetOf, parseIdx } from './idx.js'
import { type PixelScale, pixelScaleOf, scalePixels } from './pixels.js'
import { transposeImages } from './transposed.js'

/** The images of one part, and the class of each. */
export interface IdxPart {
  readonly images: FileBytes
  readonly labels: FileBytes
}

/** What else is known of a set of images than its files say. */
export interface IdxOptions {
  /** Labels lie below this number. Where it is not given, the classes are the labels that the training part has. */
  readonly classes?: number
  /** The images lie column by column, as those of EMNIST do: they are turned upright, in new memory. */
  readonly transposed?: boolean
}

/**
 * Makes a dataset of the four IDX files of an image set, each gzipped or not.
 * @param name for people: `fashion-mnist`
 * @returns train and test with equal shape and classes; the images are bytes, not copied where they are bytes in a
 * file that is not gzipped, or floats from 0 to 1, both parts scaled as the training part asks (see `pixelScaleOf`)
 * @throws BadInput where a file is damaged, images and labels differ in number, test images in size from
 * training images, or a label is none: in the test part, any class that the training part lacks
 */
export function idxSplit(
  name: string,
  train: IdxPart,
  test: IdxPart,
  options: IdxOptions = {},
): SplitDataset {
  const images = readImages(train.images)
  const scale = pixelScaleOf(images.values)
  const trainDataset = datasetOf(`${name}, train`, images, train, scale, options)
  return { train: trainDataset, test: idxTest(name, train, { dataset: trainDataset, scale }, test, options) }
}

/** What the test part of a set is to be like. */
interface Trained {
  readonly dataset: Dataset<unknown>
  readonly scale: PixelScale
}

/**
 * The test part of a set of images.
 * @param like the training part, and how its pixels were scaled
 * @throws BadInput as `idxSplit`
 */
export function idxTest(
  name: string,
  { images: { file } }: { readonly images: Pick<FileBytes, 'file'> },
  like: Trained,
  test: IdxPart,
  options: IdxOptions,
): Dataset {
  const { classes } = like.dataset
  const images = readImages(test.images)
  const dataset = datasetOf(`${name}, test`, images, test, like.scale, { ...options, known: classes })
  checkSizes([like.dataset, dataset], [file, test.images.file])
  return dataset
}

/** @throws BadInput where images to test with are of another size than those to train on */
export function checkSizes(
  [train, test]: readonly [Dataset<unknown>, Dataset<unknown>],
  [trainFile, testFile]: readonly [string, string],
): void {
  const [expected, found] = [train, test].map(({ image, inputs }) =>
    image ? `${image.width} × ${image.height}` : `${inputs} values`,
  )
  if (expected === found) return
  throw refuse(testFile, 'offset 8', `images of ${expected} as in ${trainFile}`, found)
}

/**
 * Makes a dataset of a file of images (idx3) and a file of labels (idx1), each gzipped or not. Images may also lie
 * flat, a row each (idx2), or have a dimension of channels (idx4).
 * @param name for people: `fashion-mnist, train`
 * @throws BadInput as `idxSplit`
 */
export function idxDataset(name: string, part: IdxPart, options: IdxOptions = {}): Dataset {
  const images = readImages(part.images)
  return datasetOf(name, images, part, pixelScaleOf(images.values), options)
}

/**
 * The same in two parts, where a set has no test files: split at random, each class in proportion, equal images on
 * one side.
 * @param seed of the split; the same seed gives the same parts in the same order
 * @param fraction of the images that are for testing, above 0 and below 1
 * @throws BadInput as `idxSplit`
 */
export function idxHeldBack(
  name: string,
  part: IdxPart,
  { seed, fraction, ...options }: IdxOptions & { readonly seed: number; readonly fraction: number },
): SplitDataset {
  const whole = idxDataset(name, part, options)
  return splitDataset(whole, holdBack(whole, fraction, seed))
}

function datasetOf(
  name: string,
  { shape, values }: Idx,
  part: IdxPart,
  scale: PixelScale,
  { transposed, ...options }: IdxOptions & { readonly known?: readonly string[] },
): Dataset {
  const lying = withoutPixels(name, shape, part, options)
  const features = scalePixels(values, scale)
  const { image } = lying
  if (!(transposed && image)) return { ...lying, features }
  return { ...upright(lying), features: transposeImages(features, image.width, image.height) }
}

/** A set of images before its pixels are read: of what shape they are, and their labels. */
export function withoutPixels(
  name: string,
  [count, ...sizes]: readonly number[],
  {
    images: { file },
    labels: labelsFile,
  }: { readonly images: Pick<FileBytes, 'file'>; readonly labels: FileBytes },
  {
    classes: below,
    known = namesBelow(below),
  }: Pick<IdxOptions, 'classes'> & { readonly known?: readonly string[] },
): Omit<Dataset, 'features'> {
  const image = imageOf(sizes)
  const { labels, classes } = readLabels(labelsFile, count, file, known)
  return {
    name,
    count,
    inputs: sizes.reduce((product, size) => product * size, 1),
    outputs: classes.length,
    labels,
    classes,
    ...(image && { image }),
  }
}

/** Images that lie column by column, as what they are when they are turned. */
export function upright(dataset: Omit<Dataset, 'features'>): Omit<Dataset, 'features'> {
  const { image } = dataset
  return { ...dataset, ...(image && { image: { width: image.height, height: image.width } }) }
}

function namesBelow(count: number | undefined): readonly string[] | undefined {
  return count === undefined ? undefined : Array.from({ length: count }, (_, label) => String(label))
}

/** Height and width, where an image has them: channels of one, and rows as long as a square has pixels, are images too. */
export function imageOf(sizes: readonly number[]): { width: number; height: number } | undefined {
  const [height, width, ...more] = sizes.filter((size) => size > 1)
  if (sizes.length === 2) return { width: sizes[1], height: sizes[0] }
  if (more.length > 0 || height === undefined) return undefined
  if (width !== undefined) return { width, height }
  const side = Math.round(Math.sqrt(height))
  return side * side === height ? { width: side, height: side } : undefined
}

function readImages({ file, bytes }: FileBytes): Idx {
  const idx = readIdx({ file, bytes })
  checkImages(idx.shape, file)
  checkPixels(idx.values, file, (at) => `offset ${offsetOf(idx, at)}`)
  return idx
}

/** @throws BadInput for a shape of one dimension, as labels have it */
export function checkImages(shape: readonly number[], file: string): void {
  if (shape.length === 1) throw refuse(file, 'offset 3', '2 to 4 dimensions (images)', '1')
}

/**
 * @param placeOf where in the file the value of an index is, for people
 * @throws BadInput for a pixel that is no number, or beyond 1e300: the range of two such may be none
 */
export function checkPixels(values: IdxValues, file: string, placeOf: (at: number) => string): void {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return
  for (let at = 0; at < values.length; at++) {
    if (Math.abs(values[at]) <= 1e300) continue
    throw refuse(file, placeOf(at), 'a number up to 1e300', `${values[at]}`)
  }
}

/** The class of each image, of any of the format's types. */
function readLabels(
  source: FileBytes,
  count: number,
  images: string,
  known: readonly string[] | undefined,
): LabelClasses {
  const { file } = source
  const idx = readIdx(source)
  const [found, ...rest] = idx.shape
  if (rest.some((size) => size > 1)) {
    throw refuse(file, 'offset 3', '1 dimension (labels)', String(idx.shape.length))
  }
  if (found !== count) {
    throw refuse(file, 'offset 4', `${count} labels, one for each image of ${images}`, `${found}`)
  }
  const placeOf = (index: number): string => `offset ${offsetOf(idx, index)}`
  return labelClasses({ file, values: idx.values, placeOf }, known)
}

function readIdx({ file, bytes }: FileBytes): Idx {
  return parseIdx(isGzip(bytes) ? gunzipIdx(bytes, file) : bytes, file)
}
