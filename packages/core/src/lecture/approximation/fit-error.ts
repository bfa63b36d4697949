import { type Approximant, inputOf, type Samples } from './samples.js'

/** How far an approximation is from samples, in their units. */
export interface FitError {
  /** The root of the mean squared error. */
  readonly rmse: number
  /** The largest error, without its sign. */
  readonly largest: number
  /** [dimensions]: the arguments where it is. */
  readonly at: readonly number[]
}

/** Compares an approximation with samples. An error that is not a number counts as infinite. */
export function fitError(approximant: Approximant, samples: Samples): FitError {
  let squares = 0
  let largest = -1
  let place = 0
  for (let n = 0; n < samples.count; n++) {
    const difference = Math.abs(approximant(inputOf(samples, n)) - samples.outputs[n])
    const error = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
    squares += error * error
    if (error > largest) {
      largest = error
      place = n
    }
  }
  return { rmse: Math.sqrt(squares / samples.count), largest, at: Array.from(inputOf(samples, place)) }
}
