/** What one class got: of `support` examples of the class, and of all that were taken for it. */
export interface ClassScore {
  readonly support: number
  /** Right ones among those taken for the class; NaN where none was. */
  readonly precision: number
  /** Right ones among the class's own; NaN where it has none. */
  readonly recall: number
}

/** How well a network does on examples. */
export interface Evaluation {
  readonly examples: number
  readonly correct: number
  /** correct / examples. */
  readonly accuracy: number
  /** Mean of ½‖z − l‖² over the examples. */
  readonly loss: number
  /** classes × classes, row by row: how often the class of the row was taken for that of the column. */
  readonly confusion: Uint32Array
  readonly classes: readonly ClassScore[]
}

/**
 * Counts what a network predicted against the labels.
 * @param predictions [examples] the largest output of each
 * @param labels [examples] the right one of each, below `classes`
 * @param losses [examples]
 */
export function scorePredictions(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  losses: ArrayLike<number>,
  classes: number,
): Evaluation {
  const confusion = new Uint32Array(classes * classes)
  for (let n = 0; n < labels.length; n++) confusion[labels[n] * classes + predictions[n]]++
  const scores: ClassScore[] = []
  let correct = 0
  for (let c = 0; c < classes; c++) {
    let support = 0
    let taken = 0
    for (let other = 0; other < classes; other++) {
      support += confusion[c * classes + other]
      taken += confusion[other * classes + c]
    }
    const right = confusion[c * classes + c]
    correct += right
    scores.push({ support, precision: right / taken, recall: right / support })
  }
  return {
    examples: labels.length,
    correct,
    accuracy: correct / labels.length,
    loss: meanLoss(losses),
    confusion,
    classes: scores,
  }
}

/**
 * The mean, summed in float64 in the order of the examples: the same whatever the number of workers.
 * @param weights of the examples, where losses are multiplied by them: the mean is then by their sum
 */
export function meanLoss(losses: ArrayLike<number>, weights: ArrayLike<number> = []): number {
  let sum = 0
  for (let n = 0; n < losses.length; n++) sum += losses[n]
  if (weights.length === 0) return sum / losses.length
  let weight = 0
  for (let n = 0; n < weights.length; n++) weight += weights[n]
  return sum / weight
}

/** How many predictions are right. */
export function countCorrect(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  let correct = 0
  for (let n = 0; n < labels.length; n++) if (predictions[n] === labels[n]) correct++
  return correct
}
