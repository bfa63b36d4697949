import { createRandom } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'

/** A small network with one hidden layer, and one example on its way through it. */
export interface Example {
  /** Units of input, hidden layer and output. */
  readonly sizes: readonly [number, number, number]
  readonly network: textbook.TextbookNetwork
  /** The argument. */
  readonly x: textbook.Vector
  /** The label. */
  readonly l: textbook.Vector
}

/**
 * An example by the seed, in numbers of two decimals, so that all of it can be done again on paper:
 * parameters in ±1, arguments from 0.25 to 1, labels from 0.1 to 0.9.
 */
export function createExample(sizes: readonly [number, number, number], seed: number): Example {
  const random = createRandom(seed, STREAM.weights)
  const hundredths = (from: number, to: number) => (from + random.integer(to - from + 1)) / 100
  const parameter = () => hundredths(-100, 100)
  return {
    sizes,
    network: textbook.createTextbookNetwork(sizes, parameter),
    x: new Float64Array(sizes[0]).map(() => hundredths(25, 100)),
    l: new Float64Array(sizes[2]).map(() => hundredths(10, 90)),
  }
}
