import type { Elastic } from './augmentation.js'
import { convolvedLength, convolveRows, padKernel } from './convolve-rows.js'
import { gaussianKernel } from './gaussian-kernel.js'
import type { Image } from './image.js'
import type { RandomStream } from './random-stream.js'

/**
 * Elastic distortion (Simard, Steinkraus & Platt, Best practices for convolutional neural networks applied to visual document
 * analysis, 2003): two fields of numbers uniform in (−1, 1), convolved with a Gaussian of deviation σ, times α.
 *
 * The kernel reaches ⌈3σ⌉ pixels and its weights sum to 1; outside the image the numbers are 0, so edges move less than the
 * middle. For 28 × 28 pixels, σ 4 and α 34 a pixel moves along either axis by 1.27 pixels, root mean square over the image
 * (1.38 far from an edge: α / (2σ√(3π))).
 */
export class ElasticField {
  readonly #image: Image
  readonly #alpha: number
  readonly #kernel: Float64Array
  /** The rows of one field, then those of the other. */
  readonly #noise: Float64Array
  /** Convolved along x: a column's numbers of one field, then of the other. */
  readonly #columns: Float64Array
  /** By how much each pixel is moved: x and y in turn. Row by row, and what is left of the last tile. */
  readonly displacements: Float64Array

  constructor({ alpha, sigma }: Elastic, image: Image) {
    const { width, height } = image
    this.#image = image
    this.#alpha = alpha
    this.#kernel = padKernel(gaussianKernel(sigma))
    this.#noise = new Float64Array(2 * width * height)
    this.#columns = new Float64Array(convolvedLength(2 * height, width))
    this.displacements = new Float64Array(convolvedLength(2 * width, height))
  }

  /**
   * Writes the displacements.
   * @param first the index of the first number that is drawn; as many as pixels are
   */
  draw(random: RandomStream, first: number): void {
    const { width, height } = this.#image
    const pixels = width * height
    const noise = this.#noise
    // Numbers of 16 bits: steps of α/32768 before they are averaged.
    const unit = this.#alpha / 2 ** 15
    for (let n = 0; n < pixels; n++) {
      const bits = random.bits(first + n) | 0
      noise[n] = ((bits >> 16) + 0.5) * unit
      noise[pixels + n] = (((bits << 16) >> 16) + 0.5) * unit
    }
    // Transposed twice, rows of two fields become pairs.
    convolveRows(noise, 2 * height, width, this.#kernel, this.#columns)
    convolveRows(this.#columns, 2 * width, height, this.#kernel, this.displacements)
  }
}
