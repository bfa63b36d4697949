import { type Motion, writeInverseMap } from './affine-map.js'
import { type Augmentation, checkAugmentation } from './augmentation.js'
import { ElasticField } from './elastic-field.js'
import { eraseSquare } from './erase-square.js'
import { flipRows } from './flip-rows.js'
import type { Image } from './image.js'
import { RandomStream } from './random-stream.js'
import { Resampler } from './resampler.js'

export { type Augmentation, checkAugmentation } from './augmentation.js'

/**
 * Which number of an example's stream decides what: each its own, so that one kind of change never shifts another. `elastic` is
 * the first of as many as there are pixels: another kind has negative numbers.
 */
const DRAW = {
  shiftX: 0,
  shiftY: 1,
  rotation: 2,
  scaleX: 3,
  scaleY: 4,
  shear: 5,
  erase: 6,
  eraseX: 7,
  eraseY: 8,
  elastic: 9,
  flip: -1,
} as const

/**
 * Changes grey images at random. What an image becomes follows from its pixels, seed, epoch and example alone, to the bit, on
 * every engine. One affine map and the elastic displacements are added and the image is sampled once; then it is mirrored, and a square is erased.
 */
export class Augmenter {
  readonly #augmentation: Augmentation
  readonly #image: Image
  readonly #random: RandomStream
  readonly #resampler: Resampler
  readonly #elastic: ElasticField | undefined
  readonly #displacements: Float64Array
  readonly #motion: Motion = { shiftX: 0, shiftY: 0, rotation: 0, scaleX: 1, scaleY: 1, shear: 0 }
  readonly #map = new Float64Array(6)
  /** Whether pixels are moved at all. */
  readonly #moves: boolean
  /** Of the square that is erased, in pixels. */
  readonly #side: number

  /**
   * @param seed a whole number; its low 32 bits count
   * @throws UsageError for values out of range
   */
  constructor(augmentation: Augmentation, image: Image, seed: number) {
    checkAugmentation(augmentation)
    const { shift, rotate, scale, shear, elastic, erase = 0 } = augmentation
    const { width, height } = image
    this.#augmentation = augmentation
    this.#image = image
    this.#random = new RandomStream(seed)
    this.#resampler = new Resampler(image)
    this.#elastic = elastic?.alpha ? new ElasticField(elastic, image) : undefined
    this.#displacements = this.#elastic?.displacements ?? new Float64Array(2 * width * height)
    this.#moves = Boolean(shift || rotate || scale || shear || this.#elastic)
    this.#side = Math.floor(erase * Math.min(width, height) + 0.5)
  }

  /**
   * Writes an image as an epoch is to see it. Allocates nothing.
   * @param pixels width × height bytes, row by row
   * @param epoch counted from 1
   * @param example its number in the dataset
   * @param out as many bytes; may be `pixels`
   */
  augment(pixels: Uint8Array, epoch: number, example: number, out: Uint8Array): void {
    this.#random.select(epoch, example)
    if (this.#moves) this.#move(pixels, out)
    else out.set(pixels)
    const { flip = 0 } = this.#augmentation
    if (this.#random.uniform(DRAW.flip) < flip) flipRows(out, this.#image)
    if (this.#side > 0) this.#erase(out)
  }

  #move(pixels: Uint8Array, out: Uint8Array): void {
    const { shift = 0, rotate = 0, scale = 0, shear = 0 } = this.#augmentation
    const random = this.#random
    const motion = this.#motion
    motion.shiftX = shift * random.symmetric(DRAW.shiftX)
    motion.shiftY = shift * random.symmetric(DRAW.shiftY)
    motion.rotation = rotate * random.symmetric(DRAW.rotation)
    motion.scaleX = 1 + scale * random.symmetric(DRAW.scaleX)
    motion.scaleY = 1 + scale * random.symmetric(DRAW.scaleY)
    motion.shear = shear * random.symmetric(DRAW.shear)
    writeInverseMap(motion, this.#image, this.#map)
    this.#elastic?.draw(random, DRAW.elastic)
    this.#resampler.resample(pixels, this.#map, this.#displacements, out)
  }

  #erase(out: Uint8Array): void {
    const random = this.#random
    if (random.uniform(DRAW.erase) >= 0.5) return
    const { width, height } = this.#image
    const left = Math.floor(random.uniform(DRAW.eraseX) * (width - this.#side + 1))
    const top = Math.floor(random.uniform(DRAW.eraseY) * (height - this.#side + 1))
    eraseSquare(out, this.#image, this.#side, left, top)
  }
}
