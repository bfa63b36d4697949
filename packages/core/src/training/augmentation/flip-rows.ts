import type { Image } from './image.js'

/** Mirrors an image left to right, in place. */
export function flipRows(pixels: Uint8Array, { width, height }: Image): void {
  for (let y = 0; y < height; y++) pixels.subarray(y * width, (y + 1) * width).reverse()
}
