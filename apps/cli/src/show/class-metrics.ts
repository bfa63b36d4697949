import type { Evaluation } from '@antigrad/core'
import type { ClassScore } from '@antigrad/core/metrics'
import type { ClassMetrics, OutputMetrics } from '../run/class-metrics.js'
import { percent, shown, thousands } from './format.js'

/** Classes up to which the result of training lists them. */
const FEW = 5

/** Characters of the first column. */
const FIRST = 14

/** `balanced accuracy 95.80 %, macro F1 95.79 %, log-loss 0.1434` */
export function classMetricsText({ balancedAccuracy, macroF1, logLoss }: ClassMetrics): string {
  const loss = Number.isNaN(logLoss)
    ? 'no log-loss, for outputs are no probabilities'
    : `log-loss ${decimal(logLoss)}`
  return `balanced accuracy ${percent(balancedAccuracy)}, macro F1 ${percent(macroF1)}, ${loss}`
}

/** What the outputs are worth as scores and as probabilities, a line each. */
export function outputMetricsLines(metrics: OutputMetrics): string[] {
  const { rocAuc, averagePrecision, brierScore, calibrationError, top5Accuracy } = metrics
  const auc = Number.isNaN(rocAuc) ? 'no ROC AUC, for all are of one class' : `ROC AUC ${decimal(rocAuc)}`
  const calibration = Number.isNaN(calibrationError)
    ? 'no calibration, for outputs are no probabilities'
    : `calibration error ${percent(calibrationError)}`
  const top = top5Accuracy === undefined ? '' : `; among the first five ${percent(top5Accuracy)}`
  return [
    `${auc}, average precision ${decimal(averagePrecision)}${top}`,
    `Brier score ${decimal(brierScore)}, ${calibration}`,
  ]
}

/** Precision, recall, F1 and support as a table, a class a row; nothing where there are more than a few. */
export function fewClassesLines({ classes }: Evaluation, names: readonly string[]): string[] {
  if (classes.length > FEW) return []
  return scoresTable(
    'class',
    classes.map((score, c) => ({ name: names[c], ...score })),
  )
}

/**
 * Precision, recall, F1 and support of classes or labels as a table, one a row.
 * @param what they are
 */
export function scoresTable(
  what: string,
  scores: readonly (ClassScore & { readonly name: string })[],
): string[] {
  const rows = scores.map(({ name, precision, recall, f1, support }) => [
    shown(name),
    percent(precision),
    percent(recall),
    percent(f1),
    thousands(support),
  ])
  const table = [[what, 'precision', 'recall', 'F1', 'examples'], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return table.map(([name, ...cells]) => {
    const first = name.padEnd(Math.max(FIRST, widths[0]))
    return [first, ...cells.map((cell, column) => cell.padStart(widths[column + 1]))].join(' ')
  })
}

function decimal(value: number): string {
  return value.toFixed(4)
}
