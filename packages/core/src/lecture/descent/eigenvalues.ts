import type { Point } from './landscapes.js'

/**
 * The eigenvalues of a symmetric matrix of one or two rows, ascending: how much a function bends along its
 * principal directions.
 */
export function eigenvalues(matrix: readonly Point[]): number[] {
  if (matrix.length === 1) return [matrix[0][0]]
  const [[a, b], [, d]] = matrix
  const middle = (a + d) / 2
  const reach = Math.hypot((a - d) / 2, b)
  return [middle - reach, middle + reach]
}
