import type { Arena } from './arena.js'
import type { BiasCorrections } from './bias-corrections.js'
import { isFused, type UpdateRule } from './update-rule.js'

/** What becomes of a gradient: assembly/apply-update.ts reads the same numbers. */
export const RULE = {
  /** It is stored where the parameters of its layer would be. */
  store: 0,
  /** Stochastic gradient descent: w ← w − rate · G. The one rule that kernels fuse with the sum of a gradient. */
  sgd: 1,
  /** With g = scale · G + decay · w: w ← w − rate · g. */
  sgdWithDecay: 2,
  /** b ← momentum · b + g; w ← w − rate · b. */
  momentum: 3,
  /** b alike; w ← w − rate · (g + momentum · b). */
  nesterov: 4,
  /** v ← squareDecay · v + squareRest · g²; w ← w − rate · g / (√v + ε). */
  rmsprop: 5,
  /**
   * m ← momentum · m + momentumRest · g; v alike; w ← keep · w − stepSize · m / (√v · correction + ε), with
   * stepSize = rate / (1 − β₁ᵗ), correction = 1 / √(1 − β₂ᵗ).
   */
  adam: 6,
} as const

/** Words of an update's record. */
const WORDS = 16

/** Which word of a record holds which number: assembly/apply-update.ts reads the same. */
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
  /** From a parameter to its first and second state, in bytes: signed (`StateDistances`). */
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

/**
 * A moving average a of weights w, which stand where a gradient would: a ← a − rate · (a − w).
 * @param rate in [0, 1]
 */
export function setAverage({ words, numbers }: Update, rate: number): void {
  words[WORD.rule] = RULE.sgdWithDecay
  numbers[WORD.rate] = rate
  numbers[WORD.scale] = -1
  numbers[WORD.decay] = 1
}

/** What an update rule takes of a step. */
export interface Step {
  /** η. */
  readonly rate: number
  /** What the sum of the gradients is divided by: the rows of the minibatch, or the sum of their weights. */
  readonly weight: number
  /** What clipping leaves of the gradient: 1 where it leaves all. */
  readonly clip: number
  /** t, from 1. */
  readonly number: number
}

/** Where the states of a parameter lie: so many bytes after it, or before it. 0 for those that the rule does not have. */
export interface StateDistances {
  readonly toFirst: number
  readonly toSecond: number
}

/** Sets `update` to what `rule` makes of a gradient in a step. All is computed in float64 and rounded once. */
export function prepareUpdate(
  update: Update,
  rule: UpdateRule,
  { rate, weight, clip, number }: Step,
  corrections: BiasCorrections,
  { toFirst, toSecond }: StateDistances,
): void {
  if (isFused(rule)) {
    setSgd(update, (rate * clip) / weight)
    return
  }
  const { words, numbers } = update
  const { weightDecay = 0 } = rule
  words[WORD.toFirst] = toFirst
  words[WORD.toSecond] = toSecond
  numbers[WORD.rate] = rate
  numbers[WORD.scale] = clip / weight
  numbers[WORD.decay] = rule.name === 'adamw' ? 0 : weightDecay
  switch (rule.name) {
    case 'sgd':
      words[WORD.rule] = RULE.sgdWithDecay
      break
    case 'momentum':
    case 'nesterov':
      words[WORD.rule] = RULE[rule.name]
      numbers[WORD.momentum] = rule.momentum
      break
    case 'rmsprop':
      words[WORD.rule] = RULE.rmsprop
      numbers[WORD.squareDecay] = rule.alpha
      numbers[WORD.squareRest] = 1 - rule.alpha
      numbers[WORD.epsilon] = rule.epsilon
      break
    case 'adam':
    case 'adamw': {
      const { first, second } = corrections.at(number)
      words[WORD.rule] = RULE.adam
      numbers[WORD.momentum] = rule.beta1
      numbers[WORD.momentumRest] = 1 - rule.beta1
      numbers[WORD.squareDecay] = rule.beta2
      numbers[WORD.squareRest] = 1 - rule.beta2
      numbers[WORD.epsilon] = rule.epsilon
      numbers[WORD.stepSize] = rate / first
      numbers[WORD.correction] = 1 / Math.sqrt(second)
      numbers[WORD.keep] = rule.name === 'adamw' ? 1 - rate * weightDecay : 1
    }
  }
}
