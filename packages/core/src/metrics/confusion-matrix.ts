import { checkClass } from './rows.js'

/**
 * Counts what was taken for what, as scikit-learn's `confusion_matrix` with all classes as its labels.
 * @param predictions [rows] the class that each row was taken for
 * @param labels [rows] the class of each row
 * @returns [classes × classes], row by row: how often the class of the row was taken for that of the column
 * @throws UsageError where a label or a prediction is no class
 */
export function confusionMatrix(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Uint32Array {
  for (let n = 0; n < labels.length; n++) {
    checkClass(labels[n], classes, 'label', n)
    checkClass(predictions[n], classes, 'prediction', n)
  }
  return countPairs(predictions, labels, classes)
}

/** As `confusionMatrix`, of numbers that are known to be classes; what is none is counted somewhere or nowhere. */
export function countPairs(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Uint32Array {
  const confusion = new Uint32Array(classes * classes)
  for (let n = 0; n < labels.length; n++) confusion[labels[n] * classes + predictions[n]]++
  return confusion
}
