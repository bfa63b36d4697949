import { mix } from '../../engine/dropout.js'

/** They keep these numbers apart from each other and from those of dropout, which begin with the seed as it is. */
const FIRST = 0x9e3779b9
const INCREMENT = 0x85ebca6b

/**
 * Numbers that follow from seed, epoch, example and their index alone, so whoever asks, and in whatever order, gets the same:
 * the hash of a Weyl sequence. 63 bits tell one example's sequence from another's.
 */
export class RandomStream {
  readonly #seed: number
  /** The sequence's first term and its increment, which is odd. */
  readonly #sequence = new Uint32Array(2)

  /** @param seed a whole number; its low 32 bits count */
  constructor(seed: number) {
    this.#seed = seed
  }

  /** What is drawn from now on is of this epoch and example. */
  select(epoch: number, example: number): void {
    this.#sequence[0] = mix(mix(mix(this.#seed ^ FIRST) ^ epoch) ^ example)
    this.#sequence[1] = mix(mix(mix(this.#seed ^ INCREMENT) ^ epoch) ^ example) | 1
  }

  /** 32 random bits, as a whole number from 0. */
  bits(index: number): number {
    return mix((this.#sequence[0] + Math.imul(this.#sequence[1], index)) | 0)
  }

  /** A float64 in (0, 1). */
  uniform(index: number): number {
    return (this.bits(index) + 0.5) / 2 ** 32
  }

  /** A float64 in (−1, 1). */
  symmetric(index: number): number {
    return (this.bits(index) + 0.5) / 2 ** 31 - 1
  }
}
