import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/** A seeded source of numbers: the same seed and stream give the same numbers on every machine. */
export interface Random {
  /** A whole number in [0, below). */
  integer(below: number): number
  /** A float64 in [0, 1). */
  uniform(): number
}

/** Streams that do not overlap: each kind of choice has its own, so that one never shifts another. */
export const STREAM = { weights: 0, split: 1, order: 2 } as const

/**
 * The generator xoroshiro128+ of `pure-rand`, seeded, `stream` jumps of 2⁶⁴ numbers ahead.
 * @param seed a whole number; its low 32 bits count
 */
export function createRandom(seed: number, stream: number): Random {
  return randomOf(generatorAt(seed, stream))
}

function generatorAt(seed: number, stream: number): JumpableRandomGenerator {
  const generator = xoroshiro128plus(seed)
  for (let jump = 0; jump < stream; jump++) generator.jump()
  return generator
}

function randomOf(generator: RandomGenerator): Random {
  return {
    integer: (below) => uniformInt(generator, 0, below - 1),
    uniform: () => uniformFloat64(generator),
  }
}

/** A random order that is made piece by piece (Fisher–Yates; Knuth, TAOCP vol. 2, §3.4.2, algorithm P). */
export class Shuffle {
  readonly #items: { length: number; [index: number]: number }
  readonly #random: Random
  /** Items after this index are already shuffled. */
  #last: number

  /** @param items are reordered in place */
  constructor(items: { length: number; [index: number]: number }, random: Random) {
    this.#items = items
    this.#random = random
    this.#last = items.length - 1
  }

  /** Shuffles so many items more, or all that are left. Returns whether there are more. */
  more(count: number): boolean {
    const items = this.#items
    const random = this.#random
    const end = Math.max(0, this.#last - count)
    for (let last = this.#last; last > end; last--) {
      const chosen = random.integer(last + 1)
      const moved = items[last]
      items[last] = items[chosen]
      items[chosen] = moved
    }
    this.#last = end
    return end > 0
  }
}

/** Puts `items` in a random order, in place. */
export function shuffle(items: { length: number; [index: number]: number }, random: Random): void {
  new Shuffle(items, random).more(items.length)
}

/**
 * The orders in which epochs visit the examples. Each epoch draws from a stream of its own, so its order
 * depends on seed and epoch alone, and a run resumed at any epoch needs no other state. Epochs asked for one
 * after the other cost one jump each.
 */
export class Orders {
  readonly #seed: number
  /** In the stream of epoch `#epoch`, at its beginning. */
  #generator: JumpableRandomGenerator
  #epoch = 0

  constructor(seed: number) {
    this.#seed = seed
    this.#generator = generatorAt(seed, STREAM.order)
  }

  /**
   * Writes the order of an epoch: a permutation of 0 … length − 1.
   * @param epoch counted from 1
   */
  fill(order: Uint32Array, epoch: number): void {
    this.begin(order, epoch).more(order.length)
  }

  /** The same piece by piece: it is written once no more is left. */
  begin(order: Uint32Array, epoch: number): Shuffle {
    if (epoch < this.#epoch) {
      this.#generator = generatorAt(this.#seed, STREAM.order)
      this.#epoch = 0
    }
    for (; this.#epoch < epoch; this.#epoch++) this.#generator.jump()
    for (let n = 0; n < order.length; n++) order[n] = n
    return new Shuffle(order, randomOf(this.#generator.clone()))
  }
}
