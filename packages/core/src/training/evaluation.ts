import type { Part } from '../engine/examples.js'
import { type ClassScore, classScores } from '../metrics/class-scores.js'
import { countPairs } from '../metrics/confusion-matrix.js'
import type { EpochResult } from './training.js'

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
  const confusion = countPairs(predictions, labels, classes)
  const correct = countCorrect(predictions, labels)
  return {
    examples: labels.length,
    correct,
    accuracy: correct / labels.length,
    loss: meanLoss(losses),
    confusion,
    classes: classScores(confusion, classes),
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

/** What an epoch was like, by what its steps have left of each example. */
export function epochResult(
  epoch: number,
  { losses, weights, predictions, examples: { plan, labels } }: Part,
): EpochResult {
  const correct = plan.ownTargets ? 0 : countCorrect(predictions, labels)
  return { epoch, loss: meanLoss(losses, weights), accuracy: correct / losses.length }
}
