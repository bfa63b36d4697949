import { columnMeans } from './column-means.js'
import { countRows, type Rows } from './rows.js'

/**
 * R², the part of the targets' variance that the predictions explain: 1 − Σ(z − l)² / Σ(l − mean)². From −∞ to 1: 1 is right
 * for all, 0 as good as to say the mean always, below 0 worse. scikit-learn's `r2_score` with `multioutput='raw_values'`.
 * NaN for targets that are all the same, a single row's too; scikit-learn says 1 where all are right and else 0, and NaN for
 * a single row.
 * @param predicted [rows × columns]
 * @param targets [rows × columns]
 * @returns [columns]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function rSquared(predicted: Rows, targets: Rows, columns: number): Float64Array {
  countRows(predicted, targets, columns)
  const means = columnMeans(targets, columns)
  const left = new Float64Array(columns)
  const all = new Float64Array(columns)
  const varies = new Uint8Array(columns)
  for (let at = 0; at < targets.length; at++) {
    const column = at % columns
    left[column] += (targets[at] - predicted[at]) ** 2
    all[column] += (targets[at] - means[column]) ** 2
    if (targets[at] !== targets[column]) varies[column] = 1
  }
  // The mean of equal numbers may be rounded: their differences from it need not be 0.
  return all.map((squares, column) => (varies[column] === 1 ? 1 - left[column] / squares : Number.NaN))
}
