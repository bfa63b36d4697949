import type { Dataset, FeatureValues, StoredFeatures } from '@antigrad/core'

/** Features in memory, or to be read. */
export type ReadableFeatures = FeatureValues | Pick<StoredFeatures, 'length' | 'read'>

/** Examples that are read at once, at most. */
const MOST_EXAMPLES = 1024

/** Numbers that are read at once, unless one example has more. */
const MOST_NUMBERS = 2 ** 20

/**
 * All features in their order, in pieces of whole examples, each to be used before the next: in memory in one, in a file in
 * many.
 */
export function* featurePieces(
  features: ReadableFeatures,
  inputs: number,
): Generator<FeatureValues, void, undefined> {
  if (!('read' in features)) {
    yield features
    return
  }
  const examples = Math.max(1, Math.min(MOST_EXAMPLES, Math.floor(MOST_NUMBERS / inputs)))
  const piece = new Float32Array(examples * inputs)
  for (let first = 0; first * inputs < features.length; first += examples) {
    const values = piece.subarray(0, Math.min(piece.length, features.length - first * inputs))
    features.read(first, values)
    yield values
  }
}

/** The features of one example: a view of those in memory, a copy of others. */
export function featuresOf(
  { features, inputs }: Pick<Dataset<ReadableFeatures>, 'features' | 'inputs'>,
  example: number,
): FeatureValues {
  if (!('read' in features)) return features.subarray(example * inputs, (example + 1) * inputs)
  const values = new Float32Array(inputs)
  features.read(example, values)
  return values
}

/** A dataset in pieces whose features are in memory, each to be used before the next; one in memory is one piece. */
export function* datasetPieces(dataset: Dataset<ReadableFeatures>): Generator<Dataset, void, undefined> {
  const { inputs, outputs, labels, targets, weights } = dataset
  let first = 0
  for (const features of featurePieces(dataset.features, inputs)) {
    const count = features.length / inputs
    const end = first + count
    yield {
      ...dataset,
      count,
      features,
      ...(labels && { labels: labels.subarray(first, end) }),
      ...(targets && { targets: targets.subarray(first * outputs, end * outputs) }),
      ...(weights && { weights: weights.subarray(first, end) }),
    }
    first = end
  }
}
