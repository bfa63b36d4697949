import { UsageError } from '../errors.js'

/** Numbers of a network, rows × columns, one row after the other. */
export type Rows = Float32Array | Float64Array

/**
 * Checks outputs against labels.
 * @param outputs [rows × classes]
 * @param labels [rows] the class of each, below `classes`
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function checkLabelled(outputs: Rows, labels: ArrayLike<number>, classes: number): void {
  const rows = labels.length
  if (rows === 0 || outputs.length !== rows * classes) {
    throw new UsageError(
      `outputs: expected those of ${rows || 'one or more'} rows and ${classes} classes, found ${outputs.length}`,
    )
  }
  for (let n = 0; n < rows; n++) checkClass(labels[n], classes, 'label', n)
}

/** @throws UsageError where a label or a prediction is no class */
export function checkClass(found: number, classes: number, what: 'label' | 'prediction', row: number): void {
  if (Number.isInteger(found) && found >= 0 && found < classes) return
  throw new UsageError(
    `${what} of row ${row}: expected a whole number from 0 and below ${classes}, found ${found}`,
  )
}

/**
 * Checks predicted numbers against the right ones.
 * @param predicted [rows × columns]
 * @param targets [rows × columns]
 * @returns how many rows there are
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function countRows(predicted: Rows, targets: Rows, columns: number): number {
  const rows = targets.length / columns
  if (rows >= 1 && Number.isInteger(rows) && predicted.length === targets.length) return rows
  throw new UsageError(
    `predictions and targets: expected as many of both, one or more rows of ${columns}, found ${predicted.length} and ${targets.length}`,
  )
}
