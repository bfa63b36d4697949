import type { Arena } from './arena.js'

/** What becomes of a gradient: assembly/update.ts reads the same numbers. */
export const RULE = {
  /** It is stored where the parameters of its layer would be. */
  store: 0,
  /** Stochastic gradient descent: w ← w − rate · g. */
  sgd: 1,
} as const

/** Words of an update's record: the rule, the rate, and 14 that other rules may take. */
const WORDS = 16

/** How the kernels that sum a gradient update what they are given as output: a record of 64 bytes. */
export interface Update {
  /** Where it begins in its buffer, in bytes. */
  readonly record: number
  /** Word 0: the rule. */
  readonly words: Uint32Array
  /** The same words as numbers. 1: the rate. */
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
  words[0] = RULE.store
}

/** @param rate the learning rate by the rows of the minibatch: a float32 */
export function setSgd({ words, numbers }: Update, rate: number): void {
  words[0] = RULE.sgd
  numbers[1] = rate
}
