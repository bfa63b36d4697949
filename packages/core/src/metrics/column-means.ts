import type { Rows } from './rows.js'

/** The mean of each column: [columns]. */
export function columnMeans(values: Rows, columns: number): Float64Array {
  const rows = values.length / columns
  const means = new Float64Array(columns)
  for (let at = 0; at < values.length; at++) means[at % columns] += values[at]
  for (let column = 0; column < columns; column++) means[column] /= rows
  return means
}
