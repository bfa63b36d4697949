import type { LabelMetrics } from '../run/labels.js'
import { scoresTable } from './class-metrics.js'
import { percent, shown, thousands } from './format.js'

/** How well several labels are said, for people: the rows of which all are right, then a label a line. */
export function labelLines(metrics: LabelMetrics, title = 'test accuracy'): string[] {
  const { examples, subsetAccuracy, baseline, mostFrequent, hammingLoss, macroF1, labels } = metrics
  const right = Math.round(subsetAccuracy * examples)
  const always = mostFrequent.length === 0 ? 'none' : mostFrequent.map(shown).join(' and ')
  return [
    `${title.padEnd(15)}${percent(subsetAccuracy)} of rows with every label right (${thousands(right)} of ${thousands(examples)}); baseline ${percent(baseline)}, to say ${always} always`,
    `by label       ${percent(1 - hammingLoss)} of all labels right, macro F1 ${percent(macroF1)}`,
    ...scoresTable('label', labels),
  ]
}
