import type { Dataset, SplitDataset } from '@antigrad/core'
import type { FileBytes } from './file-bytes.js'
import { gunzipIdx, isGzip } from './gunzip.js'
import { type Idx, parseIdx } from './idx.js'
import { refuse } from './refuse.js'

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

/**
 * Makes a dataset of the four IDX files of an image set, each gzipped or not.
 * @param name for people: `fashion-mnist`
 * @returns train and test with equal shape and classes; the images are bytes, not copied where not gzipped
 * @throws BadInput where a file is damaged, images and labels differ in number, test images in size from
 * training images, or a label is out of range: in the test part, any class that the training part lacks
 */
export function idxSplit(
  name: string,
  train: IdxPart,
  test: IdxPart,
  options: IdxOptions = {},
): SplitDataset {
  const trainDataset = idxDataset(`${name}, train`, train, options)
  const classes = trainDataset.outputs
  const testDataset = idxDataset(`${name}, test`, test, { ...options, classes })
  const [expected, found] = [trainDataset, testDataset].map(
    ({ image }) => `${image?.width} × ${image?.height}`,
  )
  if (expected !== found) {
    throw refuse(test.images.file, 'offset 8', `images of ${expected} as in ${train.images.file}`, found)
  }
  return { train: trainDataset, test: testDataset }
}

/**
 * Makes a dataset of a file of images (idx3-ubyte) and a file of labels (idx1-ubyte), each gzipped or not.
 * @param name for people: `fashion-mnist, train`
 * @throws BadInput as `idxSplit`
 */
export function idxDataset(name: string, { images, labels }: IdxPart, options: IdxOptions = {}): Dataset {
  const { shape, values } = readIdx(images, 3)
  const { values: classOf } = readIdx(labels, 1)
  const [count, height, width] = shape
  if (classOf.length !== count) {
    throw refuse(
      labels.file,
      'offset 4',
      `${count} labels, one for each image of ${images.file}`,
      `${classOf.length}`,
    )
  }
  const classes = options.classes ?? classOf.reduce((most, label) => Math.max(most, label), 0) + 1
  const wrong = classOf.findIndex((label) => label >= classes)
  if (wrong >= 0) {
    // Labels begin at offset 8 of their file.
    throw refuse(
      labels.file,
      `offset ${8 + wrong}`,
      `a label from 0 to ${classes - 1}`,
      String(classOf[wrong]),
    )
  }
  return {
    name,
    count,
    inputs: width * height,
    outputs: classes,
    features: options.transposed ? transposeImages(values, width, height) : values,
    labels: new Uint32Array(classOf),
    classes: Array.from({ length: classes }, (_, index) => String(index)),
    image: options.transposed ? { width: height, height: width } : { width, height },
  }
}

function readIdx({ file, bytes }: FileBytes, rank: 1 | 3): Idx {
  const idx = parseIdx(isGzip(bytes) ? gunzipIdx(bytes, file) : bytes, file)
  if (idx.shape.length !== rank) {
    const kind = rank === 3 ? '3 dimensions (images)' : '1 dimension (labels)'
    throw refuse(file, 'offset 3', kind, String(idx.shape.length))
  }
  return idx
}

/** Images of height rows × width columns become images of width rows × height columns. */
function transposeImages(values: Uint8Array, width: number, height: number): Uint8Array {
  const turned = new Uint8Array(values.length)
  for (let image = 0; image < values.length; image += width * height) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        turned[image + column * height + row] = values[image + row * width + column]
      }
    }
  }
  return turned
}
