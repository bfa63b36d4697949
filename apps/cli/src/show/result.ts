import type { Evaluation } from '@antigrad/core'
import { paintFor } from '../output.js'
import { baselineOf, rareClasses } from '../run/baseline.js'
import type { ClassMetrics } from '../run/class-metrics.js'
import type { FitError } from '../run/fit.js'
import type { KernelsName } from '../run/kernels.js'
import type { LabelMetrics } from '../run/labels.js'
import { type MetricName, metricLabel } from '../run/metric.js'
import { classMetricsText, fewClassesLines } from './class-metrics.js'
import { duration, percent, shown, thousands } from './format.js'
import { labelLines } from './labels.js'

/** What a run came to. */
export interface RunResult {
  readonly evaluation: Evaluation
  /** The name of each class. */
  readonly classes: readonly string[]
  /** Of classes. */
  readonly metrics: ClassMetrics | undefined
  /** Whether nothing was held back, and the evaluation is of the examples that were trained on. */
  readonly onTraining: boolean
  /** For regression, instead of the accuracy. */
  readonly fit: readonly FitError[] | undefined
  /** For several labels at once, instead of either. */
  readonly labels?: LabelMetrics
  /** The epoch whose weights were kept, where a run had patience. */
  readonly bestEpoch: number | undefined
  /** What it was the best by. */
  readonly metric: MetricName | undefined
  readonly weightsHash: string
  /** Of training, in this command. */
  readonly seconds: number
  readonly examplesPerSecond: number
  readonly threads: number
  /** Processes that trained together, each with so many threads, where there were several. */
  readonly ranks?: number
  /** Where they were asked for. */
  readonly kernels?: KernelsName
  /** How many of them took part, where it was measured. */
  readonly took: readonly number[]
  /** The model's file. */
  readonly model: string
}

/** The result as the last line that `--json` promises. */
export function resultJson(result: RunResult): string {
  const {
    evaluation,
    classes,
    kernels,
    fit,
    labels,
    metrics,
    bestEpoch,
    metric,
    onTraining,
    weightsHash,
    seconds,
    threads,
    ranks,
    examplesPerSecond,
    model,
  } = result
  const rare = rareClasses(evaluation, classes)
  const accuracy = labels ? labels.subsetAccuracy : fit ? undefined : evaluation.accuracy
  return JSON.stringify({
    type: 'result',
    testAccuracy: accuracy === undefined || onTraining ? null : accuracy,
    ...(onTraining && accuracy !== undefined && { trainingAccuracy: accuracy }),
    ...(labels && { labelMetrics: labels }),
    ...(metrics && { baseline: baselineOf(evaluation, classes).accuracy, metrics }),
    ...(metrics && { classes: namedScores(evaluation, classes) }),
    ...(metrics && rare.length > 0 && { rare }),
    ...(fit && { [onTraining ? 'trainingErrors' : 'testErrors']: fit }),
    ...(bestEpoch !== undefined && { bestEpoch, metric: metric ?? 'error' }),
    weightsHash,
    seconds,
    threads,
    ...(ranks !== undefined && { ranks }),
    ...(kernels && { kernels }),
    examplesPerSecond,
    model,
  })
}

/** The result for people. */
export function resultLines(result: RunResult): string[] {
  const { bestEpoch, metric = 'error', onTraining, weightsHash, seconds, examplesPerSecond } = result
  const { threads, took, ranks, kernels, model } = result
  return [
    ...outcomeLines(result),
    ...(onTraining ? ['tested on      the rows that were trained on: none was held back'] : []),
    ...(bestEpoch === undefined
      ? []
      : [`best epoch     ${bestEpoch}, by its ${metricLabel(metric)} in validation`]),
    `trained in     ${duration(seconds)} on ${ranks === undefined ? '' : `${ranks} ranks of `}${tookText(took, threads)}`,
    ...(kernels ? [`kernels        ${kernels}`] : []),
    `throughput     ${thousands(examplesPerSecond)} examples/s`,
    `weights        ${weightsHash}`,
    `model          ${model}`,
  ]
}

/** How well the test part, or else the training part, was said. */
function outcomeLines(result: RunResult): string[] {
  const { fit, labels, onTraining } = result
  if (labels) return labelLines(labels, onTraining ? 'accuracy' : 'test accuracy')
  return fit ? fitLines(fit, onTraining ? 'error' : 'test error') : accuracyLines(result)
}

function accuracyLines({ evaluation, classes, metrics, onTraining }: RunResult): string[] {
  const { accuracy, correct, examples } = evaluation
  const paint = paintFor(process.stdout)
  const name = onTraining ? 'accuracy' : 'test accuracy'
  return [
    `${name.padEnd(15)}${paint.bold(percent(accuracy))} (${thousands(correct)} of ${thousands(examples)}); ${baselineText(evaluation, classes)}`,
    ...(metrics ? [`by class       ${classMetricsText(metrics)}`] : []),
    ...recallLines(evaluation, classes),
    ...fewClassesLines(evaluation, classes),
  ]
}

/** What each class got, with its name. */
export function namedScores({ classes }: Evaluation, names: readonly string[]): object[] {
  return classes.map((score, c) => ({ name: names[c], ...score }))
}

/** What an accuracy is to be seen beside: the most frequent class. */
export function baselineText(evaluation: Evaluation, classes: readonly string[]): string {
  const { name, accuracy } = baselineOf(evaluation, classes)
  return `baseline ${percent(accuracy)}, to say ${shown(name)} always`
}

/** What becomes of rare classes, a line each. */
export function recallLines(evaluation: Evaluation, classes: readonly string[]): string[] {
  return rareClasses(evaluation, classes).map(
    ({ name, support, recall }) =>
      `recall         ${percent(recall)} of the ${thousands(support)} that are ${shown(name)}`,
  )
}

/** The errors in the units of the table, a column a line. */
export function fitLines(fit: readonly FitError[], title = 'test error'): string[] {
  return fit.map(
    ({ name, rmse, mae, largest, r2, baseline }) =>
      `${title.padEnd(15)}${shown(name)}: RMSE ${rmse.toPrecision(4)}, MAE ${mae.toPrecision(4)}, largest ${largest.toPrecision(4)}, ${r2Text(r2)}; baseline ${baseline.toPrecision(4)}, to say the mean always`,
  )
}

/** `R² 0.9876` */
export function r2Text(r2: number): string {
  return Number.isNaN(r2) ? 'no R², for all are the same' : `R² ${r2.toFixed(4)}`
}

/** `2 threads`; where fewer took part for a while or all the time `1 to 2 threads`, `1 of 2 threads`. */
function tookText(took: readonly number[], threads: number): string {
  const least = Math.min(threads, ...took)
  if (least === threads) return threadsText(threads)
  return `${least} ${took.length > 1 ? 'to' : 'of'} ${threadsText(threads)}`
}

/** `1 thread`, `2 threads`. */
export function threadsText(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}
