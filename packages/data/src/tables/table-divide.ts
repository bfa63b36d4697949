import { createRandom } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { dealFolds, dealGroups, type Fold, splitFold } from '../folds.js'
import {
  type Division,
  divideRows,
  divideStated,
  divisibleKeys,
  TEST_FRACTION,
  trainOnAll,
} from '../held-back.js'
import { keysOf } from '../keys.js'
import { refuse } from '../refuse.js'
import { splitStratified } from '../split.js'
import { type Column, cellsOf } from './column.js'
import type { Table } from './table.js'

/** Rows held back that are named. */
const NAMED_ROWS = 6

/** Rows of features with their labels. */
export interface Encoded {
  readonly rows: Float64Array
  readonly inputs: number
  readonly labels: Uint32Array | undefined
  readonly classes: number
  readonly columns: readonly Column[]
  /** The group of each row: rows of one stay together. */
  readonly groups?: readonly string[]
}

/** How rows are divided. */
export interface Divided {
  readonly seed: number
  /** Part that is for testing; absent where nobody said. */
  readonly fraction: number | undefined
  /** The fold that is tested, where they are. */
  readonly fold: Fold | undefined
}

/**
 * Divides the rows of a table by the seed.
 * @throws BadInput where there are too few different rows, or groups, for two parts or all folds
 */
export function divide(
  { rows, inputs, labels, classes, columns, groups }: Encoded,
  { lines }: Table,
  file: string,
  { seed, fraction, fold }: Divided,
): Division {
  const keys = groups ?? keysOf(rows, inputs)
  const random = createRandom(seed, STREAM.split)
  if (fold) {
    const folds = groups
      ? dealGroups(groups, fold.count, random)
      : dealFolds({ keys: divisibleKeys(keys), ...(labels && { labels }) }, fold.count, random)
    return { ...splitFold(folds, fold, random), all: false }
  }
  if (fraction === 0) return { ...trainOnAll(keys.length), all: true }
  const split = groups
    ? { ...splitStratified(keys, labels, fraction ?? TEST_FRACTION, random), all: false }
    : fraction === undefined
      ? divideRows(keys, labels, isComplete(columns, keys), random)
      : divideStated(keys, labels, fraction, random)
  if (split.train.length > 0 && split.test.length > 0) return split
  if (labels && !groups && areOneEach(keys, labels, classes)) {
    const expected = 'a class with two different rows, one for each part'
    const found = `none among ${classes} classes (--test-split 0 trains on all)`
    throw refuse(file, `line ${lines[0]}`, expected, found)
  }
  const found = `${split.train.length} to train on and ${split.test.length} to test (--test-split 0 trains on all)`
  throw refuse(
    file,
    `line ${lines[0]}`,
    `enough different ${groups ? 'groups' : 'rows'} for two parts`,
    found,
  )
}

/** Values of a column up to which it may be a switch; more are a grid of something measured. */
const MOST_POSITIONS = 4

/** Whether each of several columns has a few values, and all their combinations are there, as in a truth table. */
function isComplete(columns: readonly Column[], keys: readonly string[]): boolean {
  if (columns.length < 2) return false
  const positions = columns.map((column) => new Set(cellsOf(column)).size)
  if (positions.some((count) => count < 2 || count > MOST_POSITIONS)) return false
  return new Set(keys).size === positions.reduce((product, count) => product * count)
}

/** Says which rows are held back, where that is not as usual or they are few. */
export function noteSplit(split: Division, { lines }: Table, note: (line: string) => void): void {
  if (split.reason !== undefined) note(split.reason)
  if (split.all || split.test.length > NAMED_ROWS || lines.length > 5 * NAMED_ROWS) return
  const held = [...split.test].map((row) => lines[row]).sort((a, b) => a - b)
  note(
    `${held.length} of ${lines.length} rows ${held.length > 1 ? 'are' : 'is'} held back to test with: line${held.length > 1 ? 's' : ''} ${held.join(', ')}; --test-split 0 trains on all`,
  )
}

/** Whether no class has a second row that differs from its first. */
function areOneEach(keys: readonly string[], labels: Uint32Array, classes: number): boolean {
  return new Set(keys.map((key, row) => `${labels[row]} ${key}`)).size === classes
}
