import { createRandom, type Dataset, type Random } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { keysOf } from './keys.js'
import { type Split, splitStratified } from './split.js'

/** Part of the rows that is for testing, where it is not stated. */
export const TEST_FRACTION = 0.2

/** Different rows of features up to which a table may be all that there is of its kind. */
const FEW_DIFFERENT = 16

/** Combinations of a few values up to which a table that holds all of them is all that there is: four of three values. */
const MOST_COMBINATIONS = 81

/** Different rows below which none can be spared. */
const FEWEST_DIFFERENT = 8

const OTHER_TABLE = '--test-data FILE tests with another table'

/** How a table is divided, and why where that is not as usual. */
export interface Division extends Split {
  /** Whether nothing is held back: what is tested is what is trained on. */
  readonly all: boolean
  /** For people, with the flags that do otherwise. */
  readonly reason?: string
}

/**
 * Divides the rows of a table where nobody said how: a fifth is held back, equal rows together. Of a table of few
 * different rows that all come again and again, as the record of an experiment with switches, each row counts by
 * itself: else a combination would never be seen. Of one that holds every combination of a few values once, or a
 * handful of rows, nothing is held back.
 * @param keys one for each row, equal for equal features
 * @param complete whether each feature has a few values and all their combinations are there
 */
export function divideRows(
  keys: readonly string[],
  labels: Uint32Array | undefined,
  complete: boolean,
  random: Random,
): Division {
  const different = new Set(keys).size
  const single = divisibleKeys(keys, complete ? MOST_COMBINATIONS : FEW_DIFFERENT)
  if (single !== keys) {
    const split = splitStratified(single, labels, TEST_FRACTION, random)
    const reason = `it has only ${different} different rows of features, which come again: equal rows are both trained on and tested (--test-split 0.2 keeps them together, ${OTHER_TABLE})`
    if (split.test.length > 0 && split.train.length > 0) return { ...split, all: false, reason }
  }
  if (different > 1 && (different < FEWEST_DIFFERENT || (complete && different <= MOST_COMBINATIONS))) {
    const few =
      complete && different >= 4
        ? 'it holds every combination of its values'
        : `it has only ${different} different rows`
    const reason = `${few}: none is held back, and the test is on the rows that are trained on (--test-split 0.2 holds a fifth back, ${OTHER_TABLE})`
    return { ...trainOnAll(keys.length), all: true, reason }
  }
  return { ...splitStratified(keys, labels, TEST_FRACTION, random), all: false }
}

/** Divides rows where it is stated how many are held back: equal rows together, which is said where few differ. */
export function divideStated(
  keys: readonly string[],
  labels: Uint32Array | undefined,
  fraction: number,
  random: Random,
): Division {
  const split = { ...splitStratified(keys, labels, fraction, random), all: false }
  if (divisibleKeys(keys) === keys) return split
  const reason = `it has only ${new Set(keys).size} different rows of features, which come again: equal rows are kept together, so that none that is tested is trained on (without --test-split they need not be)`
  return { ...split, reason }
}

/**
 * The keys by which rows are divided: those given; or one for each row, where few differ and all come again, so that a
 * part that holds all equals of one would be of its kind alone.
 * @param few different keys at most
 */
export function divisibleKeys(keys: readonly string[], few: number = FEW_DIFFERENT): readonly string[] {
  const different = new Set(keys).size
  const isRepeated = different > 1 && different <= few && keys.length >= 2 * different
  return isRepeated && keys.length >= FEWEST_DIFFERENT ? keys.map((_, row) => String(row)) : keys
}

/** Holds back examples by the seed: of each class in proportion, equal ones on one side where `divisibleKeys` allows. */
export function holdBack(
  { features, inputs, labels }: Pick<Dataset, 'features' | 'inputs' | 'labels'>,
  fraction: number,
  seed: number,
): Split {
  const keys = divisibleKeys(keysOf(features, inputs))
  return splitStratified(keys, labels, fraction, createRandom(seed, STREAM.split))
}

/** Every row in both parts. */
export function trainOnAll(rows: number): Split {
  const all = Uint32Array.from({ length: rows }, (_, row) => row)
  return { train: all, test: all }
}
