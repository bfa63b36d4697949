import { createRandom, type Dataset } from '@antigrad/core'
import { STREAM, shuffle } from '@antigrad/core/internal'
import type { textbook } from '@antigrad/core/lecture'
import { type ReadableFeatures, selectExamples } from '@antigrad/data'

/** Some examples of a dataset, as a dataset of their own. */
export interface ChosenExamples {
  readonly dataset: Dataset
  /** The number of each in the dataset that it is from, ascending. */
  readonly numbers: readonly number[]
}

/** Chooses examples by the seed. */
export function chooseExamples(
  dataset: Dataset<ReadableFeatures>,
  count: number,
  seed: number,
): ChosenExamples {
  const rows = [...Array(dataset.count).keys()]
  shuffle(rows, createRandom(seed, STREAM.split))
  const chosen = rows.slice(0, count).sort((a, b) => a - b)
  return { dataset: selectExamples(dataset, Uint32Array.from(chosen), dataset.name), numbers: chosen }
}

/** The examples in float64: bytes as shares of 255, labels as columns of zeros and a one. */
export function textbookExamples(dataset: Dataset): textbook.TextbookExample[] {
  const { count, inputs, outputs, features, labels, targets } = dataset
  const unit = features instanceof Uint8Array ? 255 : 1
  return Array.from({ length: count }, (_, n) => ({
    input: Float64Array.from(features.subarray(n * inputs, (n + 1) * inputs), (value) => value / unit),
    label: targets
      ? Float64Array.from(targets.subarray(n * outputs, (n + 1) * outputs))
      : new Float64Array(outputs).map((_, j) => (labels?.[n] === j ? 1 : 0)),
  }))
}
