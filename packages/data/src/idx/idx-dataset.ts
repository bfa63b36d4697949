import { createRandom, type Dataset, type SplitDataset } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import type { FileBytes } from '../file-bytes.js'
import { keysOf } from '../keys.js'
import { refuse } from '../refuse.js'
import { splitDataset, splitStratified } from '../split.js'
import { gunzipIdx, isGzip } from './gunzip.js'
import { type Idx, offsetOf, parseIdx } from './idx.js'
import { type PixelScale, pixelScaleOf, scalePixels } from './pixels.js'
import { transposeImages } from './transposed.js'

/** The images of one part, and the class of each. */
export interface IdxPart {
  readonly images: FileBytes
  readonly labels: FileBytes
}

/** What else is known of a set of images than its files say. */
export interface IdxOptions {
  /** Labels lie below this number. Where it is not given, the training labels decide: the largest + 1. */
  readonly classes?: number
  /** The images lie column by column, as those of EMNIST do: they are turned upright, in new memory. */
  readonly transposed?: boolean
}

/** Classes that a set may have. */
const MOST_CLASSES = 65_536

/**
 * Makes a dataset of the four IDX files of an image set, each gzipped or not.
 * @param name for people: `fashion-mnist`
 * @returns train and test with equal shape and classes; the images are bytes, not copied where they are bytes in a
 * file that is not gzipped, or floats from 0 to 1, both parts scaled as the training part asks (see `pixelScaleOf`)
 * @throws BadInput where a file is damaged, images and labels differ in number, test images in size from
 * training images, or a label is out of range: in the test part, any class that the training part lacks
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
  const classes = trainDataset.outputs
  const testImages = readImages(test.images)
  const testDataset = datasetOf(`${name}, test`, testImages, test, scale, { ...options, classes })
  const [expected, found] = [trainDataset, testDataset].map(({ image, inputs }) =>
    image ? `${image.width} × ${image.height}` : `${inputs} values`,
  )
  if (expected !== found) {
    throw refuse(test.images.file, 'offset 8', `images of ${expected} as in ${train.images.file}`, found)
  }
  return { train: trainDataset, test: testDataset }
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
  const keys = keysOf(whole.features, whole.inputs)
  return splitDataset(whole, splitStratified(keys, whole.labels, fraction, createRandom(seed, STREAM.split)))
}

function datasetOf(
  name: string,
  images: Idx,
  { images: { file }, labels: labelsFile }: IdxPart,
  scale: PixelScale,
  options: IdxOptions,
): Dataset {
  const [count, ...sizes] = images.shape
  const inputs = sizes.reduce((product, size) => product * size, 1)
  const image = imageOf(sizes)
  const labels = readLabels(labelsFile, count, file, options.classes)
  const classes = options.classes ?? labels.reduce((most, label) => Math.max(most, label), 0) + 1
  const features = scalePixels(images.values, scale)
  const turned = options.transposed && image
  return {
    name,
    count,
    inputs,
    outputs: classes,
    features: turned ? transposeImages(features, image.width, image.height) : features,
    labels,
    classes: Array.from({ length: classes }, (_, index) => String(index)),
    ...(image && { image: turned ? { width: image.height, height: image.width } : image }),
  }
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
  if (idx.shape.length === 1) throw refuse(file, 'offset 3', '2 to 4 dimensions (images)', '1')
  const { values } = idx
  if (values instanceof Float32Array || values instanceof Float64Array) {
    // Beyond 1e300 the range of two numbers may be none.
    const wrong = values.findIndex((value) => !(Math.abs(value) <= 1e300))
    if (wrong >= 0)
      throw refuse(file, `offset ${offsetOf(idx, wrong)}`, 'a number up to 1e300', `${values[wrong]}`)
  }
  return idx
}

/** The class of each image, of any of the format's types. */
function readLabels(source: FileBytes, count: number, images: string, classes = MOST_CLASSES): Uint32Array {
  const { file } = source
  const idx = readIdx(source)
  const [found, ...rest] = idx.shape
  if (rest.some((size) => size > 1)) {
    throw refuse(file, 'offset 3', '1 dimension (labels)', String(idx.shape.length))
  }
  if (found !== count) {
    throw refuse(file, 'offset 4', `${count} labels, one for each image of ${images}`, `${found}`)
  }
  const { values } = idx
  const wrong = values.findIndex((label) => !(label >= 0 && label < classes && Number.isInteger(label)))
  if (wrong >= 0) {
    const place = `offset ${offsetOf(idx, wrong)}`
    throw refuse(file, place, `a label from 0 to ${classes - 1}`, String(values[wrong]))
  }
  return Uint32Array.from(values)
}

function readIdx({ file, bytes }: FileBytes): Idx {
  return parseIdx(isGzip(bytes) ? gunzipIdx(bytes, file) : bytes, file)
}
