import { fieldsOf } from '@antigrad/core/internal'
import { percent } from '../show/format.js'
import type { Outcome } from './outcome.js'

/** One number that says how well a run did on its test part. */
export interface Score {
  readonly key: 'accuracy' | 'macroF1' | 'logLoss' | 'rmse' | 'mae' | 'r2' | 'baseline'
  readonly title: string
  /** NaN where it is undefined. */
  readonly value: number
  /** As people read it. */
  readonly show: (value: number) => string
}

/** How well a run did: once for classes, once for each column of numbers that it learned. */
export interface Scores {
  /** The column, where it is one of numbers. */
  readonly column?: string
  /** The first is what matters most. */
  readonly scores: readonly Score[]
}

/** How well a finished run did, as its log says. */
export function scoresOf({ result }: Extract<Outcome, { state: 'finished' }>): Scores[] {
  const { testErrors, trainingErrors, testAccuracy, trainingAccuracy, metrics, labelMetrics } = result
  const errors = testErrors ?? trainingErrors
  if (Array.isArray(errors)) {
    return errors.map((error) => {
      const { name, rmse, mae, r2, baseline: ofMean } = fieldsOf(error)
      return {
        column: String(name),
        scores: [
          { key: 'rmse', title: 'RMSE', value: numberIn(rmse), show: precise },
          { key: 'baseline', title: 'baseline', value: numberIn(ofMean), show: precise },
          { key: 'mae', title: 'MAE', value: numberIn(mae), show: precise },
          { key: 'r2', title: 'R²', value: numberIn(r2), show: decimal },
        ],
      }
    })
  }
  // Of several labels the accuracy is that of rows with every label right.
  const { macroF1, baseline } = fieldsOf(
    labelMetrics ?? { ...fieldsOf(metrics), baseline: result.baseline ?? null },
  )
  const accuracy = numberIn(testAccuracy ?? trainingAccuracy)
  const logLoss = {
    key: 'logLoss',
    title: 'log-loss',
    value: numberIn(fieldsOf(metrics).logLoss),
    show: decimal,
  } as const
  return [
    {
      scores: [
        { key: 'accuracy', title: 'accuracy', value: accuracy, show: percent },
        { key: 'baseline', title: 'baseline', value: numberIn(baseline), show: percent },
        { key: 'macroF1', title: 'macro F1', value: numberIn(macroF1), show: percent },
        ...(labelMetrics === undefined ? [logLoss] : []),
      ],
    },
  ]
}

/** JSON has no NaN, and says null. */
function numberIn(json: unknown): number {
  return typeof json === 'number' ? json : Number.NaN
}

function precise(value: number): string {
  return Number.isNaN(value) ? '–' : value.toPrecision(4)
}

function decimal(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(4)
}
