import type { Architecture } from '@antigrad/core'
import { indexOf, layerMatrices } from '@antigrad/core/internal'
import type { Palette } from '../../figures/palette.js'
import { pixelOf, rampOf } from '../../figures/ramp.js'

export const SIDE = 28

/** 784 bytes as a picture in the page's ink, 0 is clear. */
export function digitPicture(pixels: Uint8Array, { ink }: Palette): ImageData {
  const picture = new ImageData(SIDE, SIDE)
  for (const [pixel, value] of pixels.entries()) picture.data.set([...ink, value], 4 * pixel)
  return picture
}

/** The weights of hidden units as pictures, one below the other: red above 0, blue below, by the same scale for all. */
export function weightPictures(
  architecture: Architecture,
  parameters: Float32Array,
  palette: Palette,
): ImageData {
  const [first] = layerMatrices(architecture, parameters)
  const units = architecture.sizes[1]
  const scale = 1 / scaleOf(first.values)
  const pixelAt = signedPixels(palette)
  const sheet = new ImageData(SIDE, units * SIDE)
  // A pixel at once: this is drawn many times a second.
  const pixels = new Uint32Array(sheet.data.buffer)
  for (let unit = 0; unit < units; unit++) {
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      pixels[unit * SIDE * SIDE + pixel] = pixelAt(first.values[indexOf(first, pixel, unit)] * scale)
    }
  }
  return sheet
}

/** What each pixel of a digit adds to the sum of a hidden unit: red where it excites the unit, blue where it inhibits it. */
export function productPicture(
  architecture: Architecture,
  parameters: Float32Array,
  unit: number,
  pixels: Uint8Array,
  palette: Palette,
): ImageData {
  const [first] = layerMatrices(architecture, parameters)
  const products = Float32Array.from(
    pixels,
    (value, pixel) => (value / 255) * first.values[indexOf(first, pixel, unit)],
  )
  return signedPicture(products, scaleOf(first.values), palette)
}

/** Numbers as a picture: all of the red from `scale` up, all of the blue from −`scale` down, paper at 0. */
function signedPicture(values: Float32Array, scale: number, palette: Palette): ImageData {
  const pixelAt = signedPixels(palette)
  const picture = new ImageData(SIDE, SIDE)
  const pixels = new Uint32Array(picture.data.buffer)
  for (const [pixel, value] of values.entries()) pixels[pixel] = pixelAt(value / scale)
  return picture
}

/** The pixel of a number: all of the red from 1 up, all of the blue from −1 down, paper at 0. */
function signedPixels({ paper, positive, negative }: Palette): (value: number) => number {
  const [above, below] = [rampOf(paper, positive), rampOf(paper, negative)]
  return (value) => (value > 0 ? pixelOf(above, value) : pixelOf(below, -value))
}

/** Three standard deviations: a few extreme weights must not pale the others. */
function scaleOf(weights: Float32Array): number {
  let sum = 0
  for (const weight of weights) sum += weight * weight
  return Math.max(1e-6, 3 * Math.sqrt(sum / weights.length))
}
