import type { Dataset, Evaluation } from '@antigrad/core'
import {
  balancedAccuracy,
  logLoss,
  macroAverage,
  meanAveragePrecision,
  meanRocAuc,
} from '@antigrad/core/metrics'
import type { TableForm } from '@antigrad/data'
import type { LossName } from '../hyperparameters/loss.js'
import { type FitError, fitOf } from './fit.js'

/** Losses of outputs that are linear, and no probabilities. */
const LINEAR: readonly LossName[] = ['mse', 'huber']

/** What a metric is computed of. */
export interface Outcome {
  readonly evaluation: Evaluation
  /** The right classes; empty for numbers. */
  readonly labels: Uint32Array
  /** [examples × outputs] */
  outputs(): Float32Array
  /** Of numbers, a column each. */
  fit(): readonly FitError[]
}

/** What patience can go by. */
export interface Metric {
  /** What it measures: classes, numbers, or either. */
  readonly measures: 'classes' | 'numbers' | 'either'
  readonly better: 'higher' | 'lower'
  /** NaN where it is undefined. */
  of(outcome: Outcome): number
  /** Why it would be undefined on such examples, or with such a loss, whatever the network says. */
  undefinedFor?(examples: Dataset, loss: LossName): string | undefined
}

/** The metrics of `--metric`, in the order of the help. Of several columns of numbers each is the mean of the columns'. */
export const METRICS = {
  error: { measures: 'either', better: 'lower', of: ({ evaluation }) => evaluation.loss },
  accuracy: { measures: 'classes', better: 'higher', of: ({ evaluation }) => evaluation.accuracy },
  'balanced-accuracy': {
    measures: 'classes',
    better: 'higher',
    of: ({ evaluation }) => balancedAccuracy(evaluation.classes),
  },
  'macro-f1': {
    measures: 'classes',
    better: 'higher',
    of: ({ evaluation }) => macroAverage(evaluation.classes, 'f1'),
  },
  'log-loss': {
    measures: 'classes',
    better: 'lower',
    of: ({ evaluation, outputs, labels }) => logLoss(outputs(), labels, evaluation.classes.length),
    undefinedFor: (_, loss) =>
      LINEAR.includes(loss) ? `the outputs of --loss ${loss} are no probabilities` : undefined,
  },
  auc: {
    measures: 'classes',
    better: 'higher',
    of: ({ evaluation, outputs, labels }) => meanRocAuc(outputs(), labels, evaluation.classes.length),
    undefinedFor: ({ labels = [] }) =>
      labels.every((label) => label === labels[0])
        ? 'all are of one class; a larger --val-split may help'
        : undefined,
  },
  'average-precision': {
    measures: 'classes',
    better: 'higher',
    of: ({ evaluation, outputs, labels }) =>
      meanAveragePrecision(outputs(), labels, evaluation.classes.length),
  },
  rmse: { measures: 'numbers', better: 'lower', of: ({ fit }) => meanOf(fit(), ({ rmse }) => rmse) },
  mae: { measures: 'numbers', better: 'lower', of: ({ fit }) => meanOf(fit(), ({ mae }) => mae) },
  r2: {
    measures: 'numbers',
    better: 'higher',
    of: ({ fit }) => meanOf(fit(), ({ r2 }) => r2),
    undefinedFor: ({ targets = [], outputs }) =>
      targets.every((target, at) => target === targets[at % outputs])
        ? 'the numbers to learn are all the same; a larger --val-split may help'
        : undefined,
  },
  'largest-error': {
    measures: 'numbers',
    better: 'lower',
    of: ({ fit }) => meanOf(fit(), ({ largest }) => largest),
  },
} as const satisfies Readonly<Record<string, Metric>>

/** Examples that are evaluated, and of a table how its cells became such. */
export interface Measured {
  readonly examples: Dataset
  readonly form: TableForm | undefined
}

/**
 * How well examples are said, by a metric; NaN where it is undefined.
 * @param outputs [examples × outputs] of the network, where the metric asks for them
 */
export function measure(
  name: MetricName,
  { examples, form }: Measured,
  evaluation: Evaluation,
  outputs: () => Float32Array,
): number {
  const { labels = new Uint32Array(0) } = examples
  const metric: Metric = METRICS[name]
  return metric.of({ evaluation, labels, outputs, fit: () => (form ? fitOf(outputs(), examples, form) : []) })
}

/** A key of `METRICS`. */
export type MetricName = keyof typeof METRICS

/** All of them, in the order of the help. */
export const METRIC_NAMES = Object.keys(METRICS) as MetricName[]

/** How people read it: the error is the loss that training lowers. */
export function metricLabel(name: MetricName): string {
  return name === 'error' ? 'loss' : name
}

/** The mean over the columns for which it is defined. */
function meanOf(fit: readonly FitError[], value: (error: FitError) => number): number {
  const values = fit.map(value).filter((each) => !Number.isNaN(each))
  return values.reduce((sum, each) => sum + each, 0) / values.length
}
