import type { Arena } from './arena.js'

/** What becomes of a gradient: assembly/update.ts reads the same numbers. */
export const RULE = {
  /** It is stored where the parameters of its layer would be. */
  store: 0,
  /** Stochastic gradient descent: w ← w − rate · G. The one rule that kernels fuse with the sum of a gradient. */
  sgd: 1,
  /** With g = scale · G + decay · w: b ← momentum · b + g; w ← w − rate · b. Without momentum too: it is 0 then. */
  momentum: 2,
  /** b alike; w ← w − rate · (g + momentum · b). */
  nesterov: 3,
  /** v ← β₂v + (1 − β₂)g²; w ← w − rate · g / (√v + ε). */
  rmsprop: 4,
  /**
   * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← keep · w − stepSize · m / (√v · correction + ε), with
   * stepSize = rate / (1 − β₁ᵗ), correction = 1 / √(1 − β₂ᵗ).
   */
  adam: 5,
} as const

/** Words of an update's record. */
const WORDS = 16

/** Which word of a record holds which number: assembly/update.ts reads the same. */
export const WORD = {
  rule: 0,
  rate: 1,
  /** 1 / the weight of the minibatch, times what clipping leaves of the gradient. */
  scale: 2,
  /** λ where it is coupled: a part of the gradient. */
  decay: 3,
  /** μ, or β₁. */
  momentum: 4,
  /** 1 − β₁. */
  momentumRest: 5,
  /** α of rmsprop, or β₂. */
  squareDecay: 6,
  /** 1 − β₂. */
  squareRest: 7,
  epsilon: 8,
  stepSize: 9,
  correction: 10,
  /** 1 − ηλ where the decay is decoupled, otherwise 1. */
  keep: 11,
  /** From a parameter to its first and second state, in bytes: signed. */
  toFirst: 12,
  toSecond: 13,
} as const

/** How the kernels update what they are given as output: a record of 64 bytes. */
export interface Update {
  /** Where it begins in its buffer, in bytes. */
  readonly record: number
  /** The rule, and the distances. */
  readonly words: Uint32Array
  /** The same words as numbers. */
  readonly numbers: Float32Array
}

/** The next part of `arena`, which is memory of zeros: the rule `store`. */
export function allocateUpdate(arena: Arena): Update {
  const words = arena.uint32(WORDS)
  const numbers = new Float32Array(words.buffer, words.byteOffset, words.length)
  return { record: words.byteOffset, words, numbers }
}

/** Gradients are stored. */
export function setStore({ words }: Update): void {
  words[WORD.rule] = RULE.store
}

/** @param rate the learning rate by the weight of the minibatch: a float32 */
export function setSgd({ words, numbers }: Update, rate: number): void {
  words[WORD.rule] = RULE.sgd
  numbers[WORD.rate] = rate
}
