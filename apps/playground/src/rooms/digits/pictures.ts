import { type Architecture, indexOf, layerMatrices } from '@antigrad/core'
import { between, type Palette } from '../../figures/palette.js'

const SIDE = 28

/** 784 bytes as a picture in the page's ink, 0 is clear. */
export function digitPicture(pixels: Uint8Array, { ink }: Palette): ImageData {
  const picture = new ImageData(SIDE, SIDE)
  for (const [pixel, value] of pixels.entries()) picture.data.set([...ink, value], 4 * pixel)
  return picture
}

/** The weights of hidden units as pictures: accent above 0, ink below, by the same scale for all. */
export function weightPictures(
  architecture: Architecture,
  parameters: Float32Array,
  palette: Palette,
): ImageData[] {
  const [first] = layerMatrices(architecture, parameters)
  const units = architecture.sizes[1]
  const scale = scaleOf(first.values)
  const colours = Array.from({ length: 511 }, (_, k) => {
    const part = (k - 255) / 255
    return between(palette.paper, part > 0 ? palette.accent : palette.ink, Math.abs(part))
  })
  return Array.from({ length: units }, (_, unit) => {
    const picture = new ImageData(SIDE, SIDE)
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const part = Math.max(-1, Math.min(1, first.values[indexOf(first, pixel, unit)] / scale))
      picture.data.set([...colours[Math.round(part * 255) + 255], 255], 4 * pixel)
    }
    return picture
  })
}

/** Three standard deviations: a few extreme weights must not pale the others. */
function scaleOf(weights: Float32Array): number {
  let sum = 0
  for (const weight of weights) sum += weight * weight
  return Math.max(1e-6, 3 * Math.sqrt(sum / weights.length))
}
