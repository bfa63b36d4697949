import type { Architecture } from '@antigrad/core'
import { indexOf, layerMatrices } from '@antigrad/core/internal'
import { between, type Palette } from '../../figures/palette.js'

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
  const scale = STEPS / scaleOf(first.values)
  const colours = coloursOf(palette)
  const sheet = new ImageData(SIDE, units * SIDE)
  // A pixel at once: this is drawn many times a second.
  const pixels = new Uint32Array(sheet.data.buffer)
  for (let unit = 0; unit < units; unit++) {
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const step = Math.round(first.values[indexOf(first, pixel, unit)] * scale)
      pixels[unit * SIDE * SIDE + pixel] = colours[Math.max(-STEPS, Math.min(STEPS, step)) + STEPS]
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
  const colours = coloursOf(palette)
  const picture = new ImageData(SIDE, SIDE)
  const pixels = new Uint32Array(picture.data.buffer)
  for (const [pixel, value] of values.entries()) {
    pixels[pixel] = colours[Math.max(-STEPS, Math.min(STEPS, Math.round((STEPS * value) / scale))) + STEPS]
  }
  return picture
}

/** Colours from blue over paper to red. */
const STEPS = 128

function coloursOf(palette: Palette): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * (2 * STEPS + 1))
  for (let step = -STEPS; step <= STEPS; step++) {
    const colour = between(
      palette.paper,
      step > 0 ? palette.positive : palette.negative,
      Math.abs(step) / STEPS,
    )
    bytes.set([...colour, 255], 4 * (step + STEPS))
  }
  return new Uint32Array(bytes.buffer)
}

/** Three standard deviations: a few extreme weights must not pale the others. */
function scaleOf(weights: Float32Array): number {
  let sum = 0
  for (const weight of weights) sum += weight * weight
  return Math.max(1e-6, 3 * Math.sqrt(sum / weights.length))
}
