import type { Dataset, Head } from '@antigrad/core'
import {
  type ClassScore,
  hammingLoss,
  labelScores,
  macroAverage,
  subsetAccuracy,
} from '@antigrad/core/metrics'
import type { TableForm } from '@antigrad/data'

/** How well several labels are said, of which a row may have any. */
export interface LabelMetrics {
  readonly examples: number
  /** The part of the rows of which every label is right. */
  readonly subsetAccuracy: number
  /** That of saying always the combination of labels that is most frequent. */
  readonly baseline: number
  /** The labels of that combination. */
  readonly mostFrequent: readonly string[]
  /** The part of all labels of all rows that is wrong. */
  readonly hammingLoss: number
  readonly macroF1: number
  readonly labels: readonly NamedScore[]
}

/** What a label got: `support` rows have it. */
export interface NamedScore extends ClassScore {
  readonly name: string
}

/** Whether the outputs of a network are those of several labels of a table, a probability each. */
export function areLabels(head: Head, form: TableForm | undefined): boolean {
  return head === 'sigmoid-cross-entropy' && form?.task === 'regress'
}

/**
 * How well a network says the labels of a table.
 * @param outputs [examples × labels]
 */
export function labelMetricsOf(
  outputs: Float32Array,
  { count, targets = new Float32Array(outputs.length) }: Pick<Dataset, 'count' | 'targets'>,
  { label: names }: TableForm,
): LabelMetrics {
  const labels = names.length
  const scores = labelScores(outputs, targets, labels)
  const frequencies = new Map<string, number>()
  for (let row = 0; row < count; row++) {
    const combination = heldOf(targets.subarray(row * labels, (row + 1) * labels)).join()
    frequencies.set(combination, (frequencies.get(combination) ?? 0) + 1)
  }
  const [most, times] = [...frequencies].reduce((best, each) => (each[1] > best[1] ? each : best))
  return {
    examples: count,
    subsetAccuracy: subsetAccuracy(outputs, targets, labels),
    baseline: times / count,
    mostFrequent: most === '' ? [] : most.split(',').map((place) => names[Number(place)]),
    hammingLoss: hammingLoss(outputs, targets, labels),
    macroF1: macroAverage(scores, 'f1'),
    labels: scores.map((score, place) => ({ name: names[place], ...score })),
  }
}

/** The places of the labels that a row has. */
export function heldOf(row: Float32Array): number[] {
  return [...row.keys()].filter((label) => row[label] > 0.5)
}
