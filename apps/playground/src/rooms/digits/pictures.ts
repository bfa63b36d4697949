import type { Architecture } from '@antigrad/core'
import { indexOf, layerMatrices } from '@antigrad/core/internal'
import { between, type Palette } from '../../figures/palette.js'

const SIDE = 28

/** 784 bytes as a picture in the page's ink, 0 is clear. */
export function digitPicture(pixels: Uint8Array, { ink }: Palette): ImageData {
  const picture = new ImageData(SIDE, SIDE)
  for (const [pixel, value] of pixels.entries()) picture.data.set([...ink, value], 4 * pixel)
  return picture
}

/**
 * The weights of hidden units as pictures side by side, `columns` in a row: accent above 0, ink below, by
 * the same scale for all. `pitch` pixels from one to the next; what lies between is clear.
 */
export function weightPictures(
  architecture: Architecture,
  parameters: Float32Array,
  palette: Palette,
  columns: number,
  pitch: number,
): ImageData {
  const [first] = layerMatrices(architecture, parameters)
  const units = architecture.sizes[1]
  const scale = STEPS / scaleOf(first.values)
  const colours = coloursOf(palette)
  const width = columns * pitch
  const sheet = new ImageData(width, Math.ceil(units / columns) * pitch)
  // A pixel at once: this is drawn many times a second.
  const pixels = new Uint32Array(sheet.data.buffer)
  for (let unit = 0; unit < units; unit++) {
    const corner = Math.floor(unit / columns) * pitch * width + (unit % columns) * pitch
    for (let row = 0; row < SIDE; row++) {
      for (let column = 0; column < SIDE; column++) {
        const weight = first.values[indexOf(first, row * SIDE + column, unit)]
        const step = Math.max(-STEPS, Math.min(STEPS, Math.round(weight * scale)))
        pixels[corner + row * width + column] = colours[step + STEPS]
      }
    }
  }
  return sheet
}

/** Colours from ink over paper to accent. */
const STEPS = 128

function coloursOf(palette: Palette): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * (2 * STEPS + 1))
  for (let step = -STEPS; step <= STEPS; step++) {
    const colour = between(palette.paper, step > 0 ? palette.accent : palette.ink, Math.abs(step) / STEPS)
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
