import type { Dataset } from '@antigrad/core'
import { featurePieces, type ReadableFeatures } from '../feature-pieces.js'

/** Digits of each kind that tell a kind's mean image well enough. */
const DIGITS = 10

/** Mean images of one kind of digit agree at least so well, by their correlation, */
const ALIKE = 0.75

/** and better than the images as they lie by so much. */
const CLEARLY = 0.1

/** Images of height rows × width columns become images of width rows × height columns. */
export function transposeImages<Values extends Uint8Array | Float32Array>(
  values: Values,
  width: number,
  height: number,
): Values {
  const turned = values.slice() as Values
  for (let image = 0; image < values.length; image += width * height) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        turned[image + column * height + row] = values[image + row * width + column]
      }
    }
  }
  return turned
}

/**
 * Whether the first ten classes of a dataset are digits as those of MNIST, upright or lying column by column (as in
 * EMNIST, whose files may be called anything): seen from the mean image of each class.
 * @param digits of MNIST, upright
 * @returns undefined where the images do not say
 */
export function liesByColumns(dataset: Dataset<ReadableFeatures>, digits: Dataset): boolean | undefined {
  const { image, outputs, inputs } = dataset
  if (image?.width !== 28 || image.height !== 28 || outputs < DIGITS || inputs !== digits.inputs) {
    return undefined
  }
  const means = meanImages(dataset)
  const expected = meanImages(digits)
  const agreement = (of: (mean: Float32Array) => Float32Array): number =>
    means.reduce((sum, mean, digit) => sum + correlation(of(mean), expected[digit]), 0) / DIGITS
  const upright = agreement((mean) => mean)
  const byColumns = agreement((mean) => transposeImages(mean, 28, 28))
  if (Math.max(upright, byColumns) < ALIKE || Math.abs(upright - byColumns) < CLEARLY) return undefined
  return byColumns > upright
}

/** The mean image of each of the first ten classes; all 0 where a class has none. */
function meanImages({
  features,
  inputs,
  labels = new Uint32Array(),
}: Dataset<ReadableFeatures>): Float32Array[] {
  const sums = Array.from({ length: DIGITS }, () => new Float32Array(inputs))
  let example = 0
  for (const piece of featurePieces(features, inputs)) {
    for (let start = 0; start < piece.length; start += inputs) {
      const label = labels[example++]
      if (label >= DIGITS) continue
      const sum = sums[label]
      for (let pixel = 0; pixel < inputs; pixel++) sum[pixel] += piece[start + pixel]
    }
  }
  return sums
}

/** Pearson's correlation; 0 where one is constant. */
function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [product, squareA, squareB] = [0, 0, 0]
  for (let at = 0; at < a.length; at++) {
    product += (a[at] - meanA) * (b[at] - meanB)
    squareA += (a[at] - meanA) ** 2
    squareB += (b[at] - meanB) ** 2
  }
  return squareA * squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB)
}
