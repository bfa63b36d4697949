import { type Activation, createRandom, type Head, type Random } from '@antigrad/core'
import { type reference, STREAM } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'

/** Units of input, hidden layer and output. */
export type Sizes = readonly [number, number, number]

/** A small network with one hidden layer, and one example on its way through it. */
export interface Example {
  readonly sizes: Sizes
  readonly network: reference.ReferenceNetwork
  readonly head: Head
  /** The argument. */
  readonly x: textbook.Vector
  /** The label. */
  readonly l: textbook.Vector
}

/** What a network with one hidden layer computes. */
export interface Functions {
  readonly activation: Activation
  readonly head: Head
}

/**
 * An example by the seed, in numbers of two decimals, so that all of it can be done again on paper: parameters in ±1, arguments
 * from 0.25 to 1; labels from 0.1 to 0.9, in ±2 of a head for numbers, 0 or 1 of a cross-entropy.
 */
export function createExample(sizes: Sizes, seed: number, { activation, head }: Functions): Example {
  const random = createRandom(seed, STREAM.weights)
  const layers = textbook.createTextbookNetwork(sizes, () => hundredths(random, -100, 100))
  const x = new Float64Array(sizes[0]).map(() => hundredths(random, 25, 100))
  const l = labelOf(head, sizes[2], random)
  return { sizes, network: { layers, activations: [activation] }, head, x, l }
}

function labelOf(head: Head, outputs: number, random: Random): textbook.Vector {
  const l = new Float64Array(outputs)
  switch (head) {
    case 'squared':
      return l.map(() => hundredths(random, 10, 90))
    case 'linear-squared':
    case 'huber':
      return l.map(() => hundredths(random, -200, 200))
    case 'softmax-cross-entropy':
      l[random.integer(outputs)] = 1
      return l
    case 'sigmoid-cross-entropy':
      return l.map(() => random.integer(2))
  }
}

function hundredths(random: Random, from: number, to: number): number {
  return (from + random.integer(to - from + 1)) / 100
}
