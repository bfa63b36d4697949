import type { ClassScore } from './class-scores.js'
import { countRows, type Rows } from './rows.js'

/** An output above this says that its label holds. */
const HOLDS = 0.5

/**
 * Precision, recall and F1 of each of several labels, of which each row may have any: scikit-learn's
 * `precision_recall_fscore_support` of a matrix of labels. `support` counts the rows that have the label.
 * @param outputs [rows × labels] a probability each
 * @param targets [rows × labels] 1 where the row has the label, else 0; of a degree between the nearer one
 * @returns [labels]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function labelScores(outputs: Rows, targets: Rows, labels: number): ClassScore[] {
  const rows = countRows(outputs, targets, labels)
  return Array.from({ length: labels }, (_, label) => {
    let [support, taken, right] = [0, 0, 0]
    for (let at = label; at < rows * labels; at += labels) {
      const has = targets[at] > HOLDS
      const said = outputs[at] > HOLDS
      if (has) support++
      if (said) taken++
      if (has && said) right++
    }
    return { support, precision: right / taken, recall: right / support, f1: (2 * right) / (taken + support) }
  })
}

/**
 * The part of the rows of which every label is said rightly, in [0, 1]: scikit-learn's `accuracy_score` of a matrix of labels.
 * @param outputs as of `labelScores`
 * @param targets as of `labelScores`
 */
export function subsetAccuracy(outputs: Rows, targets: Rows, labels: number): number {
  const rows = countRows(outputs, targets, labels)
  let right = 0
  for (let row = 0; row < rows; row++) {
    let same = true
    for (let at = row * labels; at < (row + 1) * labels; at++) {
      if (outputs[at] > HOLDS !== targets[at] > HOLDS) same = false
    }
    if (same) right++
  }
  return right / rows
}

/** The part of all labels of all rows that is said wrongly, in [0, 1]: scikit-learn's `hamming_loss`. */
export function hammingLoss(outputs: Rows, targets: Rows, labels: number): number {
  const rows = countRows(outputs, targets, labels)
  let wrong = 0
  for (const [at, output] of outputs.entries()) {
    if (output > HOLDS !== targets[at] > HOLDS) wrong++
  }
  return wrong / (rows * labels)
}
