import { countRows, type Rows } from './rows.js'

/**
 * The size of the largest error, from 0, in the units of each target: scikit-learn's `max_error`, which takes one target
 * alone. NaN where a prediction is.
 * @param predicted [rows × columns]
 * @param targets [rows × columns]
 * @returns [columns]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function largestError(predicted: Rows, targets: Rows, columns: number): Float64Array {
  countRows(predicted, targets, columns)
  const largest = new Float64Array(columns)
  for (let at = 0; at < targets.length; at++) {
    const column = at % columns
    largest[column] = Math.max(largest[column], Math.abs(predicted[at] - targets[at]))
  }
  return largest
}
