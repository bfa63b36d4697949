import { countRows, type Rows } from './rows.js'

/**
 * The mean of the errors' sizes, from 0, in the units of each target: scikit-learn's `mean_absolute_error` with
 * `multioutput='raw_values'`. An outlier counts as far as it is off, not with its square.
 * @param predicted [rows × columns]
 * @param targets [rows × columns]
 * @returns [columns]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function meanAbsoluteError(predicted: Rows, targets: Rows, columns: number): Float64Array {
  const rows = countRows(predicted, targets, columns)
  const sums = new Float64Array(columns)
  for (let at = 0; at < targets.length; at++) sums[at % columns] += Math.abs(predicted[at] - targets[at])
  return sums.map((sum) => sum / rows)
}
