import { columnMeans } from './column-means.js'
import { largestError } from './largest-error.js'
import { countRows, type Rows } from './rows.js'

/**
 * The root of the mean square of the errors, from 0, in the units of each target: scikit-learn's `mean_squared_error` with
 * `squared=False` and `multioutput='raw_values'`.
 * @param predicted [rows × columns]
 * @param targets [rows × columns]
 * @returns [columns]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function rootMeanSquareError(predicted: Rows, targets: Rows, columns: number): Float64Array {
  const rows = countRows(predicted, targets, columns)
  // In a power of two near the largest error: the squares of very small and very large ones are no numbers any more.
  const units = largestError(predicted, targets, columns).map((largest) =>
    largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1,
  )
  const squares = new Float64Array(columns)
  for (let at = 0; at < targets.length; at++) {
    const column = at % columns
    squares[column] += ((predicted[at] - targets[at]) / units[column]) ** 2
  }
  return squares.map((sum, column) => units[column] * Math.sqrt(sum / rows))
}

/** What `rootMeanSquareError` is for who says the mean of the targets always: their standard deviation. [columns] */
export function baselineError(targets: Rows, columns: number): Float64Array {
  const rows = countRows(targets, targets, columns)
  const means = columnMeans(targets, columns)
  const squares = new Float64Array(columns)
  for (let at = 0; at < targets.length; at++)
    squares[at % columns] += (targets[at] - means[at % columns]) ** 2
  return squares.map((sum) => Math.sqrt(sum / rows))
}
