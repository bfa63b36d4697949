import type { Evaluation } from '@antigrad/core'
import { percent } from './format.js'

/** Names are shown up to this many characters. */
const NAME = 16

/**
 * The confusion matrix as a table, a class a row, with precision and recall.
 * @param names one for each class
 */
export function confusionLines({ confusion, classes }: Evaluation, names: readonly string[]): string[] {
  const short = names.map((name) => (name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name))
  const count = classes.length
  const rows = short.map((name, row) => [
    name,
    ...Array.from(confusion.subarray(row * count, (row + 1) * count), String),
    percent(classes[row].precision),
    percent(classes[row].recall),
  ])
  const table = [['', ...short, 'precision', 'recall'], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return table.map((row) => row.map((cell, column) => cell.padStart(widths[column])).join('  '))
}
