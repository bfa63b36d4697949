import { createRandom, type Dataset, type SplitDataset } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { splitDataset, splitStratified } from './split.js'

const SIDE = 28

/** Pixels of an image of MNIST. */
export const DIGIT_PIXELS = SIDE * SIDE

/**
 * The dataset `mnist` over images and labels that the caller has.
 * @param features 784 bytes for each image, row by row, 0 is the background
 * @param labels the digit of each image
 */
export function digitsOf(features: Uint8Array, labels: Uint32Array): Dataset {
  return {
    name: 'mnist',
    count: labels.length,
    inputs: DIGIT_PIXELS,
    outputs: 10,
    features,
    labels,
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
    image: { width: SIDE, height: SIDE },
  }
}

/**
 * The dataset `mnist` in two parts: what `openDataset('mnist', …)` returns, and what a page that has the
 * digits in memory makes of them, example by example the same.
 * @param keys one for each example, equal for equal examples
 * @param seed of the split; the same seed gives the same parts in the same order
 * @param fraction of the images that are for testing, above 0 and below 1
 */
export function splitDigits(
  whole: Dataset,
  keys: readonly string[],
  seed: number,
  fraction: number,
): SplitDataset {
  return splitDataset(whole, splitStratified(keys, whole.labels, fraction, createRandom(seed, STREAM.split)))
}
