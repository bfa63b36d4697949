import { meanOverClasses, oneAgainstRest } from './one-against-rest.js'
import type { Rows } from './rows.js'

/**
 * The area under the ROC curve of one class against the rest, in [0, 1]: how often a row of the class has a larger output for
 * it than a row of another, a tie counting as half; ½ is chance. The count is exact, so the result is rounded once.
 * NaN where all rows are of the class, or none (scikit-learn: ValueError), or an output is NaN.
 * @param outputs [rows × classes]
 * @param labels [rows]
 * @param of the class
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function rocAuc(outputs: Rows, labels: ArrayLike<number>, classes: number, of: number): number {
  const { positives, negatives, isUnordered } = oneAgainstRest(outputs, labels, classes, of)
  if (isUnordered) return Number.NaN
  let [below, upTo, halves] = [0, 0, 0]
  for (const output of positives) {
    while (below < negatives.length && negatives[below] < output) below++
    while (upTo < negatives.length && negatives[upTo] <= output) upTo++
    halves += below + upTo
  }
  return halves / (2 * positives.length * negatives.length)
}

/**
 * The mean of `rocAuc` over the classes: scikit-learn's `roc_auc_score` with `multi_class='ovr'`; for two classes whose
 * outputs are a distribution, that of either. Classes for which it is undefined count nowhere (scikit-learn: ValueError); NaN
 * where it is for all, as where all rows are of one class.
 */
export function meanRocAuc(outputs: Rows, labels: ArrayLike<number>, classes: number): number {
  return meanOverClasses(classes, (of) => rocAuc(outputs, labels, classes, of))
}
