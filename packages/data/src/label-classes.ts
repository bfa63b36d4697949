import { BadInput, type Dataset } from '@antigrad/core'
import { oneLine, quote, quoteSome, refuse } from './refuse.js'

/** Classes that a set may have. */
const MOST_CLASSES = 65_536

/** Numbers that name the class of each example, and where one of them lies in its file. */
export interface NumberedLabels {
  readonly file: string
  readonly values: ArrayLike<number>
  /** For a message: `offset 9`. */
  readonly placeOf: (index: number) => string
}

/** The class of each example, and what the classes are called. */
export interface LabelClasses {
  readonly labels: Uint32Array
  readonly classes: readonly string[]
}

/**
 * The classes of labels, in order of their numbers and called by them: those that come, whether they begin at 0, at 1 as those of
 * EMNIST's letters, or at −1, and whether all between come or not.
 * @param known in place of those that come, as of another part: names of numbers
 * @throws BadInput for a label that is no whole number, one that is not known, one class alone, or more classes than `MOST_CLASSES`
 */
export function labelClasses(
  { file, values, placeOf }: NumberedLabels,
  known?: readonly string[],
): LabelClasses {
  const numbers = known?.map(Number) ?? differentNumbers(values)
  const classOf = new Map(numbers.map((number, index) => [number, index]))
  const labels = Uint32Array.from(values, (value, index) => {
    const label = classOf.get(value)
    if (label !== undefined && Number.isSafeInteger(value)) return label
    const expected = known ? `a class of training, ${quoteSome(known, 12)}` : 'a label that is a whole number'
    throw refuse(file, placeOf(index), expected, String(value))
  })
  if (!known && numbers.length === 1)
    throw refuse(file, placeOf(0), 'two classes or more', `${values[0]} alone`)
  if (numbers.length > MOST_CLASSES) {
    throw refuse(file, placeOf(0), `at most ${MOST_CLASSES} classes`, String(numbers.length))
  }
  return { labels, classes: numbers.map(String) }
}

function differentNumbers(values: ArrayLike<number>): number[] {
  return [...new Set(Array.from(values))].sort((a, b) => a - b)
}

/** A line where the numbers of classes are not 0, 1, 2, …; undefined where they are. */
export function classesNote(name: string, classes: readonly string[]): string | undefined {
  if (classes.every((text, index) => text === String(index))) return undefined
  const isRow = classes.every((text, index) => Number(text) === Number(classes[0]) + index)
  const shown = isRow && classes.length > 2 ? `${classes[0]} to ${classes.at(-1)}` : quoteSome(classes, 8)
  return `${name}: its labels are ${shown}: ${classes.length} classes, called so`
}

/** Says it, where it is so. */
export function noteClasses(
  note: ((line: string) => void) | undefined,
  name: string,
  { classes }: Pick<Dataset<unknown>, 'classes'>,
): void {
  const line = classesNote(name, classes)
  if (line !== undefined) note?.(line)
}

/**
 * A dataset with the classes that a model has, each found by what it is called.
 * @param classes of the model
 * @throws BadInput for an example of a class that the model lacks
 */
export function withClasses<Features>(
  dataset: Dataset<Features>,
  classes: readonly string[],
): Dataset<Features> {
  const { labels, classes: own } = dataset
  if (!labels || String(own) === String(classes)) return dataset
  const placeOf = own.map((name) => classes.indexOf(name))
  const lost = labels.find((label) => placeOf[label] < 0)
  if (lost !== undefined) {
    const found = `${quote(own[lost])}, which the model lacks`
    throw new BadInput(oneLine(`${dataset.name}: expected classes ${quoteSome(classes, 12)}, found ${found}`))
  }
  return { ...dataset, outputs: classes.length, classes, labels: labels.map((label) => placeOf[label]) }
}
