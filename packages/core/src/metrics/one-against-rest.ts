import { checkLabelled, type Rows } from './rows.js'

/** The outputs for one class: of the rows that are of it, and of all others, each in ascending order. */
export interface OneAgainstRest {
  readonly positives: Rows
  readonly negatives: Rows
  /** Whether one of them is NaN, and there is no order. */
  readonly isUnordered: boolean
}

/**
 * Parts the outputs for a class by whether the rows are of it.
 * @param outputs [rows × classes]
 * @param labels [rows]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function oneAgainstRest(
  outputs: Rows,
  labels: ArrayLike<number>,
  classes: number,
  of: number,
): OneAgainstRest {
  checkLabelled(outputs, labels, classes)
  let count = 0
  for (let n = 0; n < labels.length; n++) if (labels[n] === of) count++
  const positives = new Float64Array(count)
  const negatives = new Float64Array(labels.length - count)
  let isUnordered = false
  let [p, q] = [0, 0]
  for (let n = 0; n < labels.length; n++) {
    const output = outputs[n * classes + of]
    isUnordered ||= Number.isNaN(output)
    // −0 and 0 are equal, but have an order in a typed array.
    if (labels[n] === of) positives[p++] = output + 0
    else negatives[q++] = output + 0
  }
  return { positives: positives.sort(), negatives: negatives.sort(), isUnordered }
}

/**
 * The mean of a metric over the classes for which it is defined, each counting alike; NaN where it is for none.
 * @param metric of one class
 */
export function meanOverClasses(classes: number, metric: (of: number) => number): number {
  let sum = 0
  let count = 0
  for (let of = 0; of < classes; of++) {
    const value = metric(of)
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return sum / count
}
