import type { Dataset } from '../dataset.js'
import { UsageError } from '../errors.js'
import type { Head } from '../network/head.js'

/** How much the examples of each class count: so that all classes count alike, or [classes] numbers above 0. */
export type ClassWeights = 'balanced' | readonly number[]

/**
 * The weight of each class: where they are balanced, examples / (classes · examples of the class), as scikit-learn has it; 1
 * for a class without examples.
 * @throws UsageError for another number of weights than classes, for one that is not above 0, or where there are no classes
 */
export function classWeightsOf(
  { name, labels, count, outputs }: Dataset<unknown>,
  weights: ClassWeights,
): Float32Array {
  if (!labels) throw new UsageError(`${name}: expected classes to weigh, found targets`)
  if (weights === 'balanced') {
    const counts = new Float64Array(outputs)
    for (const label of labels) counts[label]++
    return Float32Array.from(counts, (of) => (of === 0 ? 1 : count / (outputs * of)))
  }
  if (
    typeof weights === 'string' ||
    weights.length !== outputs ||
    !weights.every((weight) => weight > 0 && Number.isFinite(weight))
  ) {
    throw new UsageError(
      `class weights: expected ${outputs} numbers above 0, one for each class, found ${[weights].flat().join(', ')}`,
    )
  }
  return Float32Array.from(weights)
}

/** The weight of each example: its own times that of its class. */
export function exampleWeights(dataset: Dataset<unknown>, ofClasses: Float32Array | undefined): Float32Array {
  const { labels, weights } = dataset
  return Float32Array.from({ length: dataset.count }, (_, n) => {
    const ofClass = labels && ofClasses ? ofClasses[labels[n]] : 1
    return Math.fround(ofClass * (weights ? weights[n] : 1))
  })
}

/** What decides the targets of classes. */
export interface Softening {
  readonly head: Head
  /** s: a target l becomes (1 − s) l + s / classes. */
  readonly labelSmoothing: number
  readonly classWeights: Float32Array | undefined
}

/**
 * The targets of the examples of class `label`, as the heads take them. A row's loss is multiplied by the weight of its class;
 * of softmax cross-entropy, as in PyTorch, each class's own weight belongs to its term, so its quotient stands here.
 */
export function targetsOfClass(
  label: number,
  classes: number,
  { head, labelSmoothing, classWeights }: Softening,
): Float32Array {
  return Float32Array.from({ length: classes }, (_, j) => {
    const target = (j === label ? 1 - labelSmoothing : 0) + labelSmoothing / classes
    const ofTerm =
      head === 'softmax-cross-entropy' && classWeights ? classWeights[j] / classWeights[label] : 1
    return ofTerm * target
  })
}
