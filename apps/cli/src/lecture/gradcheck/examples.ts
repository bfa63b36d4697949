import { createRandom, type Dataset, STREAM, shuffle, type textbook } from '@antigrad/core'

/** Some examples of a dataset, as a dataset of their own. */
export interface ChosenExamples {
  readonly dataset: Dataset
  /** The number of each in the dataset that it is from, ascending. */
  readonly numbers: readonly number[]
}

/** Chooses examples by the seed. */
export function chooseExamples(dataset: Dataset, count: number, seed: number): ChosenExamples {
  const rows = [...Array(dataset.count).keys()]
  shuffle(rows, createRandom(seed, STREAM.split))
  const chosen = rows.slice(0, count).sort((a, b) => a - b)
  const { features, labels, targets, inputs, outputs } = dataset
  return {
    dataset: {
      ...dataset,
      count: chosen.length,
      features: rowsOf(features, inputs, chosen),
      ...(labels && { labels: rowsOf(labels, 1, chosen) }),
      ...(targets && { targets: rowsOf(targets, outputs, chosen) }),
    },
    numbers: chosen,
  }
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

function rowsOf<Values extends Uint8Array | Uint32Array | Float32Array>(
  values: Values,
  columns: number,
  rows: readonly number[],
): Values {
  const chosen = values.slice(0, rows.length * columns) as Values
  for (const [place, row] of rows.entries()) {
    chosen.set(values.subarray(row * columns, (row + 1) * columns), place * columns)
  }
  return chosen
}
