import { checkLabelled, type Rows } from './rows.js'

/**
 * The share of rows whose class is among the `most` with the largest outputs, in [0, 1]; 1 where `most` reaches the number
 * of classes. Of equal outputs the first counts as the largest, so that with 1 it is the accuracy; scikit-learn's
 * `top_k_accuracy_score` takes the last. A row in which the output of its class is NaN is not counted as right.
 * @param outputs [rows × classes]
 * @param labels [rows]
 * @param most from 1
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function topAccuracy(outputs: Rows, labels: ArrayLike<number>, classes: number, most: number): number {
  checkLabelled(outputs, labels, classes)
  let right = 0
  for (let n = 0; n < labels.length; n++) {
    const own = outputs[n * classes + labels[n]]
    if (Number.isNaN(own)) continue
    let before = 0
    for (let c = 0; c < classes; c++) {
      const output = outputs[n * classes + c]
      if (output > own || (output === own && c < labels[n])) before++
    }
    if (before < most) right++
  }
  return right / labels.length
}
