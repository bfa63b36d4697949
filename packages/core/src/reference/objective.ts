import { add, hadamard, scale, type Vector } from '../lecture/textbook/vector.js'
import type { Head } from '../network/head.js'
import { type RowLoss, rowLoss } from './heads.js'

/** What is minimized: a head, and what is done to labels and rows. */
export interface Objective {
  readonly head: Head
  /** s in [0, 1): the label becomes (1 − s) l + s/K of K classes. Only of softmax-cross-entropy. */
  readonly labelSmoothing?: number
  /** w, a weight for each class, not below 0: labels then have a single 1, at their class, and 0 elsewhere. */
  readonly classWeights?: Vector
}

/** A row with its share in the mean over a minibatch: Σ ε / Σ weight. */
export interface WeightedRowLoss extends RowLoss {
  readonly weight: number
}

/**
 * ε, ∂ε/∂q and the weight of a row. Class weights as in PyTorch: the weight is w[class] · `sampleWeight`; of
 * softmax-cross-entropy each class's term has its own weight, ε = Σⱼ wⱼ l′ⱼ (lse(q) − qⱼ), which differs from w[class] · ε
 * only where labels are smoothed; the other heads multiply the row's ε by w[class].
 * @param sampleWeight multiplies ε and the weight, not below 0
 * @throws RangeError for label smoothing of another head, and for class weights with a label that is not of one class
 */
export function objectiveOf(
  { head, labelSmoothing = 0, classWeights }: Objective,
  q: Vector,
  label: Vector,
  sampleWeight = 1,
): WeightedRowLoss {
  const classWeight = classWeights ? classWeights[classOf(label, classWeights.length)] : 1
  const weight = sampleWeight * classWeight
  if (head !== 'softmax-cross-entropy') {
    if (labelSmoothing !== 0) {
      throw new RangeError(`label smoothing belongs to softmax-cross-entropy, found it with ${head}`)
    }
    return weighted(rowLoss(head, q, label), weight, weight)
  }
  const smooth = smoothed(label, labelSmoothing)
  const terms = classWeights ? hadamard(classWeights, smooth) : smooth
  return weighted(rowLoss(head, q, terms), sampleWeight, weight)
}

/** (1 − s) l + s/K (Szegedy et al., Rethinking the inception architecture for computer vision, 2016, §7). */
function smoothed(label: Vector, s: number): Vector {
  return add(scale(1 - s, label), new Float64Array(label.length).fill(s / label.length))
}

function weighted({ loss, delta }: RowLoss, factor: number, weight: number): WeightedRowLoss {
  return { loss: factor * loss, delta: scale(factor, delta), weight }
}

/** The index of the single 1 of a label that is 0 elsewhere. */
function classOf(label: Vector, classes: number): number {
  const found = label.indexOf(1)
  if (label.length !== classes || found < 0 || label.some((l, j) => j !== found && l !== 0)) {
    throw new RangeError(`class weights take labels of one class among ${classes}, found [${label}]`)
  }
  return found
}
