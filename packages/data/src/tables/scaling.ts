import { UsageError } from '@antigrad/core'

/**
 * An affine map of each column: scaled = base + (value − offset) / divisor. Plain numbers, so that a model
 * file can keep it.
 */
export interface ColumnScaling {
  readonly offsets: readonly number[]
  /** None is 0. */
  readonly divisors: readonly number[]
  /** What an offset becomes: 0, but for targets in the range of a sigmoid 0.1. */
  readonly base: number
}

/** How the numbers of a table become the network's, learned on the training part alone. */
export interface Scaling {
  readonly features: ColumnScaling
  /** For regression: see `TargetScaling`. */
  readonly targets?: ColumnScaling
}

/** How features are scaled: to mean 0 and deviation 1, to the range [0, 1], or not at all. */
export const SCALING_KINDS = ['standard', 'range', 'none'] as const
export type ScalingKind = (typeof SCALING_KINDS)[number]

/** How targets are scaled: into the range of a sigmoid, to mean 0 and deviation 1, or not at all. */
export const TARGET_SCALINGS = ['sigmoid', 'standard', 'none'] as const
export type TargetScaling = (typeof TARGET_SCALINGS)[number]

/** A spread of less than this part of the largest number is rounding, and no spread. */
const ROUNDING = 1e-13

/** A range below this is none: its square would not be a number with all its digits. */
const NO_RANGE = 1e-100

/** Of a feature that is the same in all rows: it teaches nothing, and whatever else it is later changes nothing. */
const NO_EFFECT = 1e300

/** Numbers further out than this, in units of their column's spread, are taken to be there: float32 ends at 3.4e38. */
export const FURTHEST = 1e30

/** Rows of numbers, one after the other. */
type Rows = Float64Array | Float32Array | readonly number[]

/**
 * Learns the scaling of features.
 * @param rows count × columns, one row after the other
 * @returns a column without spread becomes 0, whatever is in it later; NaN, where a number is missing, counts nowhere
 */
export function learnScaling(rows: Rows, columns: number, kind: ScalingKind): ColumnScaling {
  return scalingOf(
    Array.from({ length: columns }, (_, column) => ({
      ...rangeOf(rows, column, columns),
      ...(kind === 'standard' ? deviation(rows, column, columns) : NO_DEVIATION),
    })),
    kind,
  )
}

/** What decides how a column is scaled. */
export interface ColumnMoments {
  /** +∞ and −∞ where all are missing. */
  readonly least: number
  readonly most: number
  readonly mean: number
  /** The standard deviation. */
  readonly spread: number
}

const NO_DEVIATION = { mean: 0, spread: 1 }

/** The scaling of features of such columns, as `learnScaling` has it. */
export function scalingOf(columns: readonly ColumnMoments[], kind: ScalingKind): ColumnScaling {
  const maps = columns.map(({ least, most, mean, spread }) => {
    if (kind === 'none') return [0, 1]
    if (isConstant(least, most)) return [Number.isFinite(least) ? least : 0, NO_EFFECT]
    return kind === 'range' ? [least, most - least] : [mean, spread]
  })
  return { offsets: maps.map(([offset]) => offset), divisors: maps.map(([, divisor]) => divisor), base: 0 }
}

/**
 * Learns the scaling of targets. In the range of a sigmoid the least of each column becomes 0.1, the largest 0.9.
 * @param rows count × columns, one row after the other
 */
export function learnTargetScaling(rows: Rows, columns: number, kind: TargetScaling): ColumnScaling {
  const { offsets, divisors } = learnScaling(rows, columns, kind === 'sigmoid' ? 'range' : kind)
  // Of a constant target the network's errors are in parts of itself.
  const spreads = divisors.map((divisor, column) =>
    divisor !== NO_EFFECT ? divisor : Math.abs(offsets[column]) > NO_RANGE ? Math.abs(offsets[column]) : 1,
  )
  if (kind !== 'sigmoid') return { offsets, divisors: spreads, base: 0 }
  return { offsets, divisors: spreads.map((range) => range / 0.8), base: 0.1 }
}

/**
 * Scales count × columns numbers. Numbers beyond those that the scaling was learned on are scaled as they are, as far
 * as float32 goes.
 * @returns as many float32, in new memory
 */
export function applyScaling(rows: Rows, scaling: ColumnScaling): Float32Array {
  const columns = scaling.offsets.length
  const scaled = new Float32Array(rows.length)
  for (let at = 0; at < rows.length; at++) scaled[at] = scaledNumber(rows[at], scaling, at % columns)
  return scaled
}

/** A number of a column as `applyScaling` scales it. */
export function scaledNumber(
  value: number,
  { offsets, divisors, base }: ColumnScaling,
  column: number,
): number {
  const scaled = base + (value - offsets[column]) / divisors[column]
  return Math.min(FURTHEST, Math.max(scaled, -FURTHEST))
}

/**
 * The inverse of `applyScaling`: what outputs of the network mean in the table's own units.
 * @param outputs count × columns
 * @param targets how they were scaled, `form.scaling.targets`
 * @throws UsageError where they were not: classes are learned as they are
 * @example
 * import { fromRows, invertTargets } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ side: n, area: n * n + 0.5 }))
 * const { test, form } = fromRows(rows, { label: 'area' })
 * console.log(invertTargets(test.targets, form.scaling.targets))
 */
export function invertTargets(outputs: Rows, targets: ColumnScaling | undefined): Float64Array {
  if (targets === undefined)
    throw new UsageError('outputs: expected those of numbers, found those of classes')
  const { offsets, divisors, base } = targets
  const columns = offsets.length
  const values = new Float64Array(outputs.length)
  for (let at = 0; at < outputs.length; at++) {
    const column = at % columns
    values[at] = offsets[column] + (outputs[at] - base) * divisors[column]
  }
  return values
}

/** The least and the largest of a column; +∞ and −∞ where all are missing. */
function rangeOf(rows: Rows, column: number, columns: number): { least: number; most: number } {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let at = column; at < rows.length; at += columns) {
    if (rows[at] < least) least = rows[at]
    if (rows[at] > most) most = rows[at]
  }
  return { least, most }
}

/** Whether numbers from `least` to `most` are all the same, but for rounding. */
export function isConstant(least: number, most: number): boolean {
  return !(most - least > Math.max(NO_RANGE, ROUNDING * Math.max(Math.abs(least), Math.abs(most))))
}

/** Mean and standard deviation of the whole column, in two passes: a mean far from 0 costs no digits. */
function deviation(rows: Rows, column: number, columns: number): { mean: number; spread: number } {
  const { sum, count } = sumOf(rows, column, columns)
  const mean = sum / count
  let squares = 0
  for (let at = column; at < rows.length; at += columns) {
    if (!Number.isNaN(rows[at])) squares += (rows[at] - mean) ** 2
  }
  return { mean, spread: Math.sqrt(squares / count) }
}

/** The means of columns, missing numbers left out; 0 where all are missing. */
export function meansOf(rows: Rows, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const { sum, count } = sumOf(rows, column, columns)
    return count > 0 ? sum / count : 0
  })
}

function sumOf(rows: Rows, column: number, columns: number): { sum: number; count: number } {
  let sum = 0
  let count = 0
  for (let at = column; at < rows.length; at += columns) {
    if (Number.isNaN(rows[at])) continue
    sum += rows[at]
    count++
  }
  return { sum, count }
}
