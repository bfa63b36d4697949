import { meanOverClasses, oneAgainstRest } from './one-against-rest.js'
import type { Rows } from './rows.js'

/**
 * The area under the precision-recall curve of one class against the rest, in (0, 1], as scikit-learn's
 * `average_precision_score`: the sum over all thresholds of precision × the gain in recall, without interpolation. Rows of
 * equal outputs share a threshold. To guess is worth the class's share of the rows.
 * NaN where no row is of the class (scikit-learn: 0, with a warning), or an output is NaN.
 * @param outputs [rows × classes]
 * @param labels [rows]
 * @param of the class
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function averagePrecision(
  outputs: Rows,
  labels: ArrayLike<number>,
  classes: number,
  of: number,
): number {
  const { positives, negatives, isUnordered } = oneAgainstRest(outputs, labels, classes, of)
  if (isUnordered) return Number.NaN
  let sum = 0
  // From the largest threshold down: what is not below it was taken for the class.
  let [p, n] = [positives.length, negatives.length]
  while (p > 0) {
    const threshold = positives[p - 1]
    const before = p
    while (p > 0 && positives[p - 1] >= threshold) p--
    while (n > 0 && negatives[n - 1] >= threshold) n--
    const right = positives.length - p
    sum += ((before - p) * right) / (right + negatives.length - n)
  }
  return sum / positives.length
}

/**
 * The mean of `averagePrecision` over the classes that have rows: scikit-learn's `average='macro'`, which counts those
 * without as 0. NaN where an output is NaN.
 */
export function meanAveragePrecision(outputs: Rows, labels: ArrayLike<number>, classes: number): number {
  return meanOverClasses(classes, (of) => averagePrecision(outputs, labels, classes, of))
}
