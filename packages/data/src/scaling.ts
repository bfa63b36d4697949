/**
 * An affine map of each column: scaled = base + (value − offset) / divisor. Plain numbers, so that a model
 * file can keep it.
 */
export interface ColumnScaling {
  readonly offsets: readonly number[]
  /** None is 0. */
  readonly divisors: readonly number[]
  /** What an offset becomes: 0 for features, 0.1 for targets. */
  readonly base: number
}

/** How the numbers of a table become the network's, learned on the training part alone. */
export interface Scaling {
  readonly features: ColumnScaling
  /** For regression: the range of each target becomes [0.1, 0.9], within reach of a sigmoid. */
  readonly targets?: ColumnScaling
}

/** How features are scaled: to mean 0 and deviation 1, to the range [0, 1], or not at all. */
export type ScalingKind = 'standard' | 'range' | 'none'

/** A spread below this is no spread: divided by it, numbers would leave float32. */
const NO_SPREAD = 1e-15

/** Rows of numbers, one after the other. */
type Rows = Float64Array | Float32Array | readonly number[]

/**
 * Learns the scaling of features.
 * @param rows count × columns, one row after the other
 * @returns a column without spread keeps its differences: divisor 1
 */
export function learnScaling(rows: Rows, columns: number, kind: ScalingKind): ColumnScaling {
  const offsets = new Array<number>(columns).fill(0)
  const divisors = new Array<number>(columns).fill(1)
  if (kind === 'none') return { offsets, divisors, base: 0 }
  for (let column = 0; column < columns; column++) {
    const { offset, spread } =
      kind === 'range' ? range(rows, column, columns) : deviation(rows, column, columns)
    offsets[column] = offset
    if (spread > NO_SPREAD) divisors[column] = spread
  }
  return { offsets, divisors, base: 0 }
}

/**
 * Learns the scaling of targets: the least of each column becomes 0.1, the largest 0.9.
 * @param rows count × columns, one row after the other
 */
export function learnTargetScaling(rows: Rows, columns: number): ColumnScaling {
  const { offsets, divisors } = learnScaling(rows, columns, 'range')
  return { offsets, divisors: divisors.map((divisor) => divisor / 0.8), base: 0.1 }
}

/**
 * Scales count × columns numbers. Numbers beyond those that the scaling was learned on are scaled as they are.
 * @returns as many float32, in new memory
 */
export function applyScaling(rows: Rows, { offsets, divisors, base }: ColumnScaling): Float32Array {
  const columns = offsets.length
  const scaled = new Float32Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    const column = at % columns
    scaled[at] = base + (rows[at] - offsets[column]) / divisors[column]
  }
  return scaled
}

/**
 * The inverse of `applyScaling`: what outputs of the network mean in the table's own units.
 * @param outputs count × columns
 */
export function invertTargets(outputs: Rows, { offsets, divisors, base }: ColumnScaling): Float64Array {
  const columns = offsets.length
  const values = new Float64Array(outputs.length)
  for (let at = 0; at < outputs.length; at++) {
    const column = at % columns
    values[at] = offsets[column] + (outputs[at] - base) * divisors[column]
  }
  return values
}

function range(rows: Rows, column: number, columns: number): { offset: number; spread: number } {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let at = column; at < rows.length; at += columns) {
    least = Math.min(least, rows[at])
    most = Math.max(most, rows[at])
  }
  return { offset: least, spread: most - least }
}

/** Mean and standard deviation of the whole column, in two passes: a mean far from 0 costs no digits. */
function deviation(rows: Rows, column: number, columns: number): { offset: number; spread: number } {
  const count = rows.length / columns
  let sum = 0
  for (let at = column; at < rows.length; at += columns) sum += rows[at]
  const offset = sum / count
  let squares = 0
  for (let at = column; at < rows.length; at += columns) squares += (rows[at] - offset) ** 2
  return { offset, spread: Math.sqrt(squares / count) }
}
