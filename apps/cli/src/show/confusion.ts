import type { Evaluation } from '@antigrad/core'
import { percent, shown, thousands } from './format.js'

/** Names are shown up to this many characters. */
const NAME = 16

/** Classes up to which the whole matrix is shown; of more the most frequent confusions, so many. */
const MOST_CLASSES = 30
const MOST_CONFUSIONS = 20

/** How often a class was taken for another. */
export interface Confused {
  readonly truth: string
  readonly predicted: string
  readonly count: number
}

/** The most frequent confusions, the most frequent first; of equal ones in the order of the classes. */
export function mostConfused({ confusion, classes }: Evaluation, names: readonly string[]): Confused[] {
  const size = classes.length
  const found: { at: number; count: number }[] = []
  for (const [at, count] of confusion.entries()) {
    if (count > 0 && Math.floor(at / size) !== at % size) found.push({ at, count })
  }
  return found
    .sort((a, b) => b.count - a.count || a.at - b.at)
    .slice(0, MOST_CONFUSIONS)
    .map(({ at, count }) => ({ truth: names[Math.floor(at / size)], predicted: names[at % size], count }))
}

/** Whether there are too many classes for a matrix. */
export function isLarge({ classes }: Evaluation): boolean {
  return classes.length > MOST_CLASSES
}

/** What a network takes for what: the matrix, or of many classes the most frequent confusions. */
export function confusionLines(evaluation: Evaluation, names: readonly string[]): string[] {
  if (!isLarge(evaluation)) {
    return [
      'confusion: the row is what it is, the column what it was taken for',
      ...matrixLines(evaluation, names),
    ]
  }
  const lines = mostConfused(evaluation, names).map(
    ({ truth, predicted, count }) =>
      `${shown(truth)} was taken for ${shown(predicted)}: ${count === 1 ? 'once' : `${thousands(count)} times`}`,
  )
  return lines.length === 0
    ? [`no class of the ${names.length} was taken for another`]
    : [`the most frequent confusions of ${names.length} classes:`, ...lines]
}

/**
 * The confusion matrix as a table, a class a row, with precision, recall and F1.
 * @param names one for each class
 */
function matrixLines({ confusion, classes }: Evaluation, names: readonly string[]): string[] {
  const short = names.map(shown).map((name) => (name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name))
  const count = classes.length
  const rows = short.map((name, row) => [
    name,
    ...Array.from(confusion.subarray(row * count, (row + 1) * count), String),
    percent(classes[row].precision),
    percent(classes[row].recall),
    percent(classes[row].f1),
  ])
  const table = [['', ...short, 'precision', 'recall', 'F1'], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return table.map((row) => row.map((cell, column) => cell.padStart(widths[column])).join('  '))
}
