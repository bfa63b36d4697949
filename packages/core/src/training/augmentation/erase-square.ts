import type { Image } from './image.js'

/** Sets a square of `side` pixels to 0: its upper left pixel is (left, top), and it lies within the image. */
export function eraseSquare(
  pixels: Uint8Array,
  { width }: Image,
  side: number,
  left: number,
  top: number,
): void {
  for (let y = top; y < top + side; y++) pixels.fill(0, y * width + left, y * width + left + side)
}
