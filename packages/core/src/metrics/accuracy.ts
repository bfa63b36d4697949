/**
 * The share of rows whose prediction is right, in [0, 1]; NaN without rows.
 * @param confusion [classes × classes], as `confusionMatrix` counts
 */
export function accuracy(confusion: Uint32Array, classes: number): number {
  let correct = 0
  let rows = 0
  for (let at = 0; at < confusion.length; at++) {
    rows += confusion[at]
    if (at % (classes + 1) === 0) correct += confusion[at]
  }
  return correct / rows
}
