/** A picture in grey: `width × height` bytes, row by row, 0 is black, 255 is white. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  /** Laid on white where the picture is transparent. */
  readonly pixels: Uint8Array
  /** From 0, transparent, to 255; absent where all pixels are opaque. */
  readonly opacity?: Uint8Array
  /** The largest sample, from 0 to 65,535, of a picture of 16 bits a sample. */
  readonly largest?: number
}

/** The values of pixels, one after the other. */
export type Samples = Uint8Array | Uint8ClampedArray | Uint16Array

/** What the samples of a pixel are: grey, grey and alpha, three colours, three colours and alpha. */
export type Channels = 1 | 2 | 3 | 4

/**
 * Samples in grey: the luma of ITU-R BT.601 (299, 587, 114 thousandths), laid on white where they are
 * transparent.
 * @param samples `width × height × channels`, from 0 to `most`
 */
export function greyOf(
  width: number,
  height: number,
  samples: Samples,
  channels: Channels,
  most: number,
): GreyImage {
  const pixels = new Uint8Array(width * height)
  const opacity = new Uint8Array(width * height)
  let opaque = true
  const colours = channels >= 3
  const transparent = channels === 2 || channels === 4
  for (let pixel = 0, at = 0; pixel < pixels.length; pixel++, at += channels) {
    const luma = colours
      ? (299 * samples[at] + 587 * samples[at + 1] + 114 * samples[at + 2]) / 1000
      : samples[at]
    const alpha = transparent ? samples[at + channels - 1] / most : 1
    pixels[pixel] = Math.round((255 * (luma * alpha)) / most + 255 * (1 - alpha))
    opacity[pixel] = Math.round(255 * alpha)
    opaque &&= alpha === 1
  }
  return { width, height, pixels, ...(!opaque && { opacity }) }
}

/** Lays samples out as the pixels of a picture: `greyOf` a byte each, `colourOf` three. */
export type Layout = typeof greyOf

/** The same in colour: three bytes a pixel, red, green and blue. */
export const colourOf: Layout = (width, height, samples, channels, most) => {
  const pixels = new Uint8Array(3 * width * height)
  const transparent = channels === 2 || channels === 4
  for (let pixel = 0, at = 0; pixel < width * height; pixel++, at += channels) {
    const alpha = transparent ? samples[at + channels - 1] / most : 1
    for (let colour = 0; colour < 3; colour++) {
      const sample = samples[channels >= 3 ? at + colour : at]
      pixels[3 * pixel + colour] = Math.round((255 * (sample * alpha)) / most + 255 * (1 - alpha))
    }
  }
  return { width, height, pixels }
}

/** Where each place of an image laid upright finds its pixel, for the eight orientations of Exif 2.3, tag 0x0112. */
const UPRIGHT: readonly ((
  x: number,
  y: number,
  right: number,
  bottom: number,
) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y, right) => [right - x, y],
  (x, y, right, bottom) => [right - x, bottom - y],
  (x, y, _, bottom) => [x, bottom - y],
  (x, y) => [y, x],
  (x, y, _, bottom) => [y, bottom - x],
  (x, y, right, bottom) => [right - y, bottom - x],
  (x, y, right) => [right - y, x],
]

/**
 * Turns an image as its camera was held.
 * @param image of any number of bytes a pixel
 * @param orientation 1 to 8 as Exif has it: 1 is upright, 6 needs a quarter turn clockwise
 */
export function upright(image: GreyImage, orientation: number): GreyImage {
  const find = UPRIGHT[orientation - 1]
  if (orientation === 1 || !find) return image
  const [width, height] = orientation > 4 ? [image.height, image.width] : [image.width, image.height]
  const bytes = image.pixels.length / (width * height)
  const turned = (from: Uint8Array, bytes: number): Uint8Array => {
    const to = new Uint8Array(from.length)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [column, row] = find(x, y, image.width - 1, image.height - 1)
        const source = bytes * (row * image.width + column)
        for (let byte = 0; byte < bytes; byte++) to[bytes * (y * width + x) + byte] = from[source + byte]
      }
    }
    return to
  }
  const { pixels, opacity } = image
  return { width, height, pixels: turned(pixels, bytes), ...(opacity && { opacity: turned(opacity, 1) }) }
}
