import { checkLabelled, type Rows } from './rows.js'

/**
 * The mean over the rows of ‖z − l‖², l 1 for the row's class and 0 for the others: from 0 to 2 for outputs that are a
 * distribution, up to the number of classes for any from 0 to 1. It is Brier's own form (1950), the sum over the classes of
 * scikit-learn's `brier_score_loss` of each against the rest; for two classes twice that. NaN where an output is.
 * @param outputs [rows × classes]
 * @param labels [rows]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function brierScore(outputs: Rows, labels: ArrayLike<number>, classes: number): number {
  checkLabelled(outputs, labels, classes)
  let sum = 0
  for (let n = 0; n < labels.length; n++) {
    for (let c = 0; c < classes; c++) {
      const difference = outputs[n * classes + c] - (c === labels[n] ? 1 : 0)
      sum += difference * difference
    }
  }
  return sum / labels.length
}
