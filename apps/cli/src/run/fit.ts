import type { Dataset } from '@antigrad/core'
import {
  baselineError,
  largestError,
  meanAbsoluteError,
  rootMeanSquareError,
  rSquared,
} from '@antigrad/core/metrics'
import { invertTargets, type TableForm } from '@antigrad/data'

/** How far predicted numbers are from the right ones, in the units of the table. */
export interface FitError {
  /** The column. */
  readonly name: string
  /** The root of the mean square. */
  readonly rmse: number
  /** The mean size. */
  readonly mae: number
  readonly largest: number
  /** The part of the variance that is explained; NaN where the right ones are all the same. */
  readonly r2: number
  /** The RMSE of saying always the mean of what is right. */
  readonly baseline: number
}

/**
 * How well a network predicts the numbers of a table, for each column that it learned.
 * @param outputs [examples × outputs] of the network
 */
export function fitOf(
  outputs: Float32Array,
  { targets }: Pick<Dataset, 'targets'>,
  form: TableForm,
): FitError[] {
  const { scaling, label } = form
  if (!targets || !scaling.targets) return []
  const columns = label.length
  const right = invertTargets(targets, scaling.targets)
  const predicted = invertTargets(outputs, scaling.targets)
  const rmse = rootMeanSquareError(predicted, right, columns)
  const mae = meanAbsoluteError(predicted, right, columns)
  const largest = largestError(predicted, right, columns)
  const r2 = rSquared(predicted, right, columns)
  const baseline = baselineError(right, columns)
  return label.map((name, column) => ({
    name,
    rmse: rmse[column],
    mae: mae[column],
    largest: largest[column],
    r2: r2[column],
    baseline: baseline[column],
  }))
}
