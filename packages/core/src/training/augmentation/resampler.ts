import type { Image } from './image.js'

/** Reads an image at moved pixels. */
export class Resampler {
  readonly #image: Image
  /** The image with an edge of one dark pixel. */
  readonly #framed: Uint8Array

  constructor(image: Image) {
    this.#image = image
    this.#framed = new Uint8Array((image.width + 2) * (image.height + 2))
  }

  /**
   * Each pixel is read where `map` and its displacement, added, say: bilinear between the four pixels around, dark (0) outside
   * the image, rounded to a byte, halves up. Where all four are dark the result is exactly 0.
   * @param map of `writeInverseMap`
   * @param displacements x and y of each pixel in turn
   * @param out may be `pixels`
   */
  resample(pixels: Uint8Array, map: Float64Array, displacements: Float64Array, out: Uint8Array): void {
    const { width, height } = this.#image
    const framed = this.#framed
    const stride = width + 2
    for (let y = 0; y < height; y++) {
      const to = (y + 1) * stride + 1
      for (let x = 0; x < width; x++) framed[to + x] = pixels[y * width + x]
    }
    const xx = map[0]
    const yx = map[3]
    for (let y = 0; y < height; y++) {
      const firstX = map[1] * y + map[2]
      const firstY = map[4] * y + map[5]
      for (let x = 0; x < width; x++) {
        const n = y * width + x
        const sourceX = xx * x + firstX + displacements[2 * n]
        const sourceY = yx * x + firstY + displacements[2 * n + 1]
        let byte = 0
        if (sourceX > -1 && sourceX < width && sourceY > -1 && sourceY < height) {
          const left = Math.floor(sourceX)
          const top = Math.floor(sourceY)
          const at = (top + 1) * stride + left + 1
          const right = sourceX - left
          const lower = sourceY - top
          const above = (1 - right) * framed[at] + right * framed[at + 1]
          const below = (1 - right) * framed[at + stride] + right * framed[at + stride + 1]
          byte = Math.floor((1 - lower) * above + lower * below + 0.5)
        }
        out[n] = byte
      }
    }
  }
}
