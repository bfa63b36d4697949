import { invertTargets, type TableForm } from '@antigrad/data'
import type { paintFor } from '../output.js'
import { heldOf } from '../run/labels.js'
import { shown } from './format.js'

/** Characters of a bar for 1. */
const WIDTH = 40

/** An output: that of a class in (0, 1), or of a column its number. */
export interface NamedOutput {
  readonly name: string
  readonly value: number
}

/** What a network says about an example. */
export interface Answer {
  /** The class with the largest output; the labels with one above ½; or the numbers in the units of the table. */
  readonly predicted: string
  /** Of several labels, those. */
  readonly labels?: readonly string[]
  readonly outputs: readonly NamedOutput[]
}

/**
 * @param classes the name of each output; numbers where a class has none
 * @param form of the table that the network learned, where it did
 * @param several whether the outputs are those of several labels of a table, a probability each
 */
export function answerOf(
  outputs: Float32Array,
  classes: readonly string[],
  form: TableForm | undefined,
  several = false,
): Answer {
  if (several && form) {
    const names = form.label
    const predicted = heldOf(outputs).map((place) => names[place])
    return {
      predicted: predicted.length === 0 ? 'none' : predicted.join(', '),
      labels: predicted,
      outputs: names.map((name, place) => ({ name, value: outputs[place] })),
    }
  }
  if (form?.task === 'regress' && form.scaling.targets) {
    const numbers = invertTargets(outputs, form.scaling.targets)
    const named = form.label.map((name, column) => ({ name, value: numbers[column] }))
    return {
      predicted: named.map(({ name, value }) => `${name} ${value.toPrecision(6)}`).join(', '),
      outputs: named,
    }
  }
  const named = Array.from(outputs, (value, index) => ({ name: classes[index] ?? String(index), value }))
  return { predicted: named[indexOfLargest(outputs)].name, outputs: named }
}

/** A number with four decimals, of tiny and huge ones with their power of ten. */
function numeral(value: number): string {
  const size = Math.abs(value)
  return value === 0 || (size >= 1e-3 && size < 1e15) ? value.toFixed(4) : value.toPrecision(5)
}

/** The first of the largest, as training counts them; 0 where none is a number. */
function indexOfLargest(outputs: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY
  let found = 0
  for (const [index, value] of outputs.entries()) {
    if (value <= largest || Number.isNaN(value)) continue
    largest = value
    found = index
  }
  return found
}

/**
 * The outputs of classes as bars, the largest marked; the outputs of regression as they are.
 * @param areNumbers whether they are those of regression
 */
export function answerLines(
  { predicted, labels = [predicted], outputs }: Answer,
  paint: ReturnType<typeof paintFor>,
  areNumbers = false,
): string[] {
  const width = outputs.reduce((longest, { name }) => Math.max(longest, shown(name).length), 0)
  return outputs.map(({ name, value }) => {
    const bar = value > 0 && value < 1 ? '█'.repeat(Math.round(value * WIDTH)) : ''
    const line =
      `${shown(name).padStart(width)}  ${areNumbers ? numeral(value) : value.toFixed(4)}  ${bar}`.trimEnd()
    return labels.includes(name) ? paint.bold(line) : line
  })
}
