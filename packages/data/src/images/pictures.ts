import type { Dataset } from '@antigrad/core'
import { BadInput } from '@antigrad/core'
import type { FileBytes } from '../file-bytes.js'
import { oneLine } from '../refuse.js'
import { colourOf } from './grey-image.js'
import { readImage } from './image.js'
import { averageAreas } from './plane.js'

/** How pictures become examples: what a model keeps, to take others of their kind. Plain JSON. */
export interface PictureForm {
  readonly width: number
  readonly height: number
  /** Inputs of a pixel: 1 in grey; 3 in colour, red, green and blue. */
  readonly channels: 1 | 3
}

/** What is stated of the form; the rest is seen from the pictures. */
export interface PictureOptions {
  readonly size?: readonly [width: number, height: number] | undefined
  readonly color?: boolean | undefined
}

/** Bytes that the pictures of a dataset may take: 1 GiB. */
const MOST_BYTES = 2 ** 30

/** A picture as it will be learned from, in grey where it is grey or colours do not count. */
export interface Picture extends PictureForm {
  readonly file: string
  readonly pixels: Uint8Array
  /** The largest sample of one of 16 bits. */
  readonly largest?: number
}

/** A picture and the number of its class. */
export type Labelled = readonly [picture: Picture, label: number]

/**
 * Reads a picture, PNG or JPEG: as it is, or brought to a size by the mean over the area that each pixel covers.
 * @throws BadInput as `readImage`
 */
export function readPicture({ file, bytes }: FileBytes, { size, color }: PictureOptions): Picture {
  const whole = color === false ? readImage(bytes, file) : readImage(bytes, file, colourOf)
  const channels = color === false || isGrey(whole.pixels) ? 1 : 3
  const pixels = color !== false && channels === 1 ? every(whole.pixels, 3, 0) : whole.pixels
  const { width, height, largest } = whole
  const known = { file, channels, ...(largest !== undefined && { largest }) } as const
  const [columns, rows] = size ?? [width, height]
  if (columns === width && rows === height) return { ...known, width, height, pixels }
  const box = { left: 0, top: 0, right: width, bottom: height }
  const resized = new Uint8Array(columns * rows * channels)
  for (let channel = 0; channel < channels; channel++) {
    const values = channels === 1 ? pixels : every(pixels, 3, channel)
    const plane = averageAreas({ width, values }, box, columns, rows)
    for (const [at, value] of plane.values.entries()) resized[at * channels + channel] = Math.round(value)
  }
  return { ...known, width: columns, height: rows, pixels: resized }
}

/** Pictures of some classes, one after the other. */
export class PictureSet {
  readonly #pictures: Picture[] = []
  readonly #labels: number[] = []
  #bytes = 0

  /** @throws BadInput for a picture of another size than the first, or more than 1 GiB of them */
  add(picture: Picture, label: number): void {
    const [first = picture] = this.#pictures
    if (picture.width !== first.width || picture.height !== first.height) {
      const { file, width, height } = picture
      const like = `a picture of ${first.width} × ${first.height} as ${first.file}`
      const fix = `--size ${first.width}x${first.height} brings all to one size`
      throw new BadInput(oneLine(`${file}: expected ${like}, found ${width} × ${height} (${fix})`))
    }
    this.#bytes += picture.pixels.length
    if (this.#bytes > MOST_BYTES) {
      const found = `more at ${picture.file} (a smaller --size takes fewer)`
      throw new BadInput(
        oneLine(`${first.file}: expected pictures of at most ${MOST_BYTES} bytes, found ${found}`),
      )
    }
    this.#pictures.push(picture)
    this.#labels.push(label)
  }

  get count(): number {
    return this.#pictures.length
  }

  /** Each with the number of its class. */
  get labelled(): Labelled[] {
    return this.#pictures.map((picture, at) => [picture, this.#labels[at]] as const)
  }

  /** What these pictures ask for; of none of them nothing is known. */
  form({ color }: PictureOptions = {}): PictureForm | undefined {
    const [first] = this.#pictures
    if (!first) return undefined
    const isColour = color ?? this.#pictures.some(({ channels }) => channels === 3)
    return { width: first.width, height: first.height, channels: isColour ? 3 : 1 }
  }

  /** @throws BadInput for pictures of another size */
  dataset(name: string, form: PictureForm, classes: readonly string[]): Dataset {
    const { width, height } = form
    const inputs = inputsOfPicture(form)
    const features = new Uint8Array(this.count * inputs)
    for (const [index, picture] of this.#pictures.entries()) {
      features.set(pixelsIn(picture, form), index * inputs)
    }
    return {
      name,
      count: this.count,
      inputs,
      outputs: classes.length,
      features,
      labels: Uint32Array.from(this.#labels),
      classes,
      // Three channels are not one picture in grey.
      ...(form.channels === 1 && { image: { width, height } }),
    }
  }
}

/** A dataset of pictures in the form of those that were learned: `pictures` in the order of `labels`. */
export function pictureDataset(
  name: string,
  pictures: readonly FileBytes[],
  labels: readonly number[],
  classes: readonly string[],
  options: PictureOptions = {},
): Dataset & { readonly pictures: PictureForm } {
  const set = new PictureSet()
  for (const [index, source] of pictures.entries()) set.add(readPicture(source, options), labels[index])
  const form = set.form(options)
  if (!form) throw new BadInput(oneLine(`${name}: expected pictures, found none`))
  return { ...set.dataset(name, form, classes), pictures: form }
}

/** Inputs of a network that takes such pictures. */
function inputsOfPicture({ width, height, channels }: PictureForm): number {
  return width * height * channels
}

/**
 * The inputs of a picture: a byte for each of its pixels, or three.
 * @throws BadInput for one of another size
 */
export function pixelsIn(picture: Picture, form: PictureForm): Uint8Array {
  const { file, width, height, channels, pixels } = picture
  if (width !== form.width || height !== form.height) {
    const expected = `a picture of ${form.width} × ${form.height}`
    throw new BadInput(oneLine(`${file}: expected ${expected}, found ${width} × ${height}`))
  }
  if (channels === form.channels) return pixels
  if (form.channels === 3)
    return Uint8Array.from({ length: 3 * pixels.length }, (_, at) => pixels[Math.floor(at / 3)])
  throw new BadInput(oneLine(`${file}: expected a grey picture, found colours (--color reads them)`))
}

function isGrey(pixels: Uint8Array): boolean {
  for (let at = 0; at < pixels.length; at += 3) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false
  }
  return true
}

/** Each `step`-th value from the first one wanted. */
function every(values: Uint8Array, step: number, first: number): Uint8Array {
  return Uint8Array.from({ length: values.length / step }, (_, at) => values[at * step + first])
}
