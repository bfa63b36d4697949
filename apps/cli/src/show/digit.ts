import type { FeatureValues } from '@antigrad/core'
import { coloured } from '../output.js'

/** From the background to full ink. */
const INK = ' .:-=+*#%@'

/**
 * An image in the terminal: half blocks in grey, two rows a line; or characters, two for each pixel, where
 * there are no colours.
 * @param pixels width × height, row by row, 0 is the background and 255 full ink
 */
export function imageLines(
  pixels: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  stream: NodeJS.WriteStream,
): string[] {
  const pixel = (row: number, column: number): number => (row < height ? pixels[row * width + column] : 0)
  const rows = (step: number): number[] =>
    Array.from({ length: Math.ceil(height / step) }, (_, line) => line * step)
  const columns = Array.from({ length: width }, (_, column) => column)
  if (coloured(stream)) {
    return rows(2).map(
      (row) =>
        `${columns.map((column) => `\x1b[38;5;${grey(pixel(row, column))};48;5;${grey(pixel(row + 1, column))}m▀`).join('')}\x1b[0m`,
    )
  }
  return rows(1).map((row) =>
    columns
      .map((column) => INK[Math.round((pixel(row, column) / 255) * (INK.length - 1))].repeat(2))
      .join('')
      .trimEnd(),
  )
}

/** The pixels of an image by its features, of which floats stand for shares of full ink. */
export function pixelsOf(features: FeatureValues): Uint8Array {
  if (features instanceof Uint8Array) return features
  return Uint8Array.from(features, (value) => Math.min(255, Math.max(0, Math.round(255 * value))))
}

/** The nearest of the 24 greys of a terminal with 256 colours. */
function grey(value: number): number {
  return 232 + Math.round((value / 255) * 23)
}
