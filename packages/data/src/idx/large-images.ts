import type { Dataset, StoredFeatures } from '@antigrad/core'
import type { OpenFile } from '../files.js'
import {
  checkLength,
  type IdxHeader,
  type IdxValues,
  LONGEST_HEADER,
  readIdxHeader,
  readValues,
} from './idx.js'
import { checkImages, checkPixels } from './idx-dataset.js'
import { type PixelScale, PixelSurvey, scalePixels } from './pixels.js'
import { transposeImages } from './transposed.js'

/** Values that are looked at at once. */
const PIECE = 2 ** 20

/** The images of an IDX file that is too large for memory: features that are read where it lies, as they would be in memory. */
export class LargeImages implements Pick<StoredFeatures, 'length' | 'read'> {
  readonly file: string
  readonly shape: readonly number[]
  readonly scale: PixelScale
  readonly #opened: Pick<OpenFile, 'read'>
  readonly #header: IdxHeader

  /**
   * Looks at all of them.
   * @param scale how they are scaled, where that is known: of images to test with as of those that were trained on
   * @throws BadInput where it is no such file, uncompressed, or is damaged; FileError
   */
  constructor(file: string, opened: Pick<OpenFile, 'size' | 'read'>, scale?: PixelScale) {
    this.file = file
    this.#opened = opened
    const header = readIdxHeader(opened.read(0, Math.min(LONGEST_HEADER, opened.size)), file)
    this.#header = header
    const { shape } = header
    this.shape = shape
    checkLength(header, opened.size, file)
    checkImages(shape, file)
    const survey = new PixelSurvey()
    for (let first = 0; first < this.length; first += PIECE) {
      const values = this.#values(first, Math.min(PIECE, this.length - first))
      checkPixels(values, file, (at) => `offset ${header.offset + (first + at) * header.size}`)
      survey.add(values)
    }
    this.scale = scale ?? survey.scale
  }

  /** Pixels of all images. */
  get length(): number {
    return this.shape.reduce((product, size) => product * size, 1)
  }

  /** Writes the pixels of consecutive images, from one on, as many as fit: of bytes what they stand for. */
  read(example: number, into: Float32Array): void {
    const inputs = this.length / this.shape[0]
    const features = scalePixels(this.#values(example * inputs, into.length), this.scale)
    if (features instanceof Float32Array) into.set(features)
    else for (let at = 0; at < into.length; at++) into[at] = features[at] / 255
  }

  #values(first: number, count: number): IdxValues {
    const { offset, size } = this.#header
    const begin = offset + first * size
    return readValues(this.#header, this.#opened.read(begin, begin + count * size))
  }
}

/** Images that lie column by column, upright. */
export function turnedImages(
  images: Pick<StoredFeatures, 'length' | 'read'>,
  { width, height }: NonNullable<Dataset['image']>,
): Pick<StoredFeatures, 'length' | 'read'> {
  return {
    length: images.length,
    read(example, into) {
      images.read(example, into)
      into.set(transposeImages(into, width, height))
    },
  }
}
