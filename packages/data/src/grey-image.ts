/** A picture in grey: `width × height` bytes, row by row, 0 is black, 255 is white. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  /** Laid on white where the picture is transparent. */
  readonly pixels: Uint8Array
  /** From 0, transparent, to 255; absent where all pixels are opaque. */
  readonly opacity?: Uint8Array
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
 * @param orientation 1 to 8 as Exif has it: 1 is upright, 6 needs a quarter turn clockwise
 */
export function upright(image: GreyImage, orientation: number): GreyImage {
  const find = UPRIGHT[orientation - 1]
  if (orientation === 1 || !find) return image
  const [width, height] = orientation > 4 ? [image.height, image.width] : [image.width, image.height]
  const turned = (from: Uint8Array): Uint8Array => {
    const to = new Uint8Array(from.length)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [column, row] = find(x, y, image.width - 1, image.height - 1)
        to[y * width + x] = from[row * image.width + column]
      }
    }
    return to
  }
  const { pixels, opacity } = image
  return { width, height, pixels: turned(pixels), ...(opacity && { opacity: turned(opacity) }) }
}
