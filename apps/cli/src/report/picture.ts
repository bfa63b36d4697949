import { encode, type IndexedColors } from 'fast-png'
import type { FirstLayer, Picture } from './facts.js'

/** Levels of a colour on each side of zero. */
const LEVELS = 48

/** The poles of the diverging scale: of middling lightness, they stand out from light and from dark paper. */
export const POSITIVE = [201, 72, 40] as const
export const NEGATIVE = [58, 116, 168] as const

/** Ink on nothing, as a data URL: the page decides what is paper. */
export function inkUrl({ width, height, pixels }: Picture): string {
  const data = new Uint8Array(2 * pixels.length)
  for (const [at, value] of pixels.entries()) data[2 * at + 1] = value
  return url(encode({ width, height, data, depth: 8, channels: 2 }, { zlib: { level: 9 } }))
}

/**
 * Weights as a picture, a data URL: one colour for what excites, another for what inhibits, nothing for zero.
 * @param weights [width × height]
 * @param most the weight that has all of the colour, and each beyond it
 */
export function weightsUrl(
  { width, height }: Pick<FirstLayer, 'width' | 'height'>,
  weights: Float32Array,
  most: number,
): string {
  const data = Uint8Array.from(weights, (weight) => {
    const level = Math.round(Math.min(1, Math.max(-1, weight / most)) * LEVELS)
    return level + LEVELS
  })
  return url(encode({ width, height, data, depth: 8, channels: 1, palette: PALETTE }, { zlib: { level: 9 } }))
}

/** From −LEVELS to LEVELS. None is opaque: fast-png keeps the opacities of such colours only, in their order. */
const PALETTE: IndexedColors = Array.from({ length: 2 * LEVELS + 1 }, (_, index) => {
  const level = index - LEVELS
  return [...(level < 0 ? NEGATIVE : POSITIVE), Math.round((Math.abs(level) / LEVELS) * 254)]
})

function url(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`
}
