import { UsageError } from '../../errors.js'

/** Samples of a function: where it was asked, and what it said. */
export interface Samples {
  readonly count: number
  /** Arguments of the function. */
  readonly dimensions: number
  /** [count × dimensions], one sample after the other. */
  readonly inputs: Float64Array
  /** [count]. */
  readonly outputs: Float64Array
}

/** Anything that stands for the unknown function: takes [dimensions] arguments, in the samples' own units. */
export type Approximant = (input: ArrayLike<number>) => number

/**
 * Samples from columns of equal length.
 * @throws UsageError for no columns of arguments, no rows, other lengths or numbers that are not finite
 */
export function samplesOf(columns: readonly ArrayLike<number>[], outputs: ArrayLike<number>): Samples {
  const dimensions = columns.length
  const count = outputs.length
  if (dimensions < 1 || count < 1 || columns.some((column) => column.length !== count)) {
    throw new UsageError(
      `samples take columns of one length, at least one row: found ${[...columns, outputs].map(({ length }) => length).join(', ')}`,
    )
  }
  const inputs = new Float64Array(count * dimensions)
  for (let n = 0; n < count; n++) {
    for (let d = 0; d < dimensions; d++) inputs[n * dimensions + d] = columns[d][n]
  }
  const values = Float64Array.from(outputs)
  if (!inputs.every(Number.isFinite) || !values.every(Number.isFinite)) {
    throw new UsageError('samples take finite numbers, found others')
  }
  return { count, dimensions, inputs, outputs: values }
}

/** The arguments of sample n: a view. */
export function inputOf({ inputs, dimensions }: Samples, n: number): Float64Array {
  return inputs.subarray(n * dimensions, (n + 1) * dimensions)
}

/** The samples with the indices `chosen`, in that order. */
export function selectSamples(samples: Samples, chosen: readonly number[]): Samples {
  const { dimensions, outputs } = samples
  const inputs = new Float64Array(chosen.length * dimensions)
  for (const [place, n] of chosen.entries()) inputs.set(inputOf(samples, n), place * dimensions)
  return {
    count: chosen.length,
    dimensions,
    inputs,
    outputs: Float64Array.from(chosen, (n) => outputs[n]),
  }
}
