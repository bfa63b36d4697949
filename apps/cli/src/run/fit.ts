import type { Dataset, Network } from '@antigrad/core'
import { invertTargets, type TableForm } from '@antigrad/data'

/** How far predicted numbers are from the right ones, in the units of the table. */
export interface FitError {
  /** The column. */
  readonly name: string
  /** The root of the mean square. */
  readonly rmse: number
  readonly largest: number
  /** The RMSE of saying always the mean of what is right. */
  readonly baseline: number
}

/** How well a network predicts the numbers of a table, for each column that it learned. */
export function fitOf(network: Network, { count, features, targets }: Dataset, form: TableForm): FitError[] {
  const { scaling, label } = form
  if (!targets || !scaling.targets) return []
  const right = invertTargets(targets, scaling.targets)
  const columns = label.length
  const means = label.map((_, column) => {
    let sum = 0
    for (let at = column; at < right.length; at += columns) sum += right[at]
    return sum / count
  })
  const spreads = label.map(() => 0)
  const squares = label.map(() => 0)
  const largest = label.map(() => 0)
  const predicted = invertTargets(network.predictBatch(features), scaling.targets)
  for (let n = 0; n < count; n++) {
    for (let column = 0; column < columns; column++) {
      const at = n * columns + column
      spreads[column] += (right[at] - means[column]) ** 2
      const error = Math.abs(predicted[at] - right[at])
      squares[column] += error * error
      largest[column] = Math.max(largest[column], error)
    }
  }
  return label.map((name, column) => ({
    name,
    rmse: Math.sqrt(squares[column] / count),
    largest: largest[column],
    baseline: Math.sqrt(spreads[column] / count),
  }))
}
