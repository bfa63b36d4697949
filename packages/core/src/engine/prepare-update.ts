import { setSgd, type Update } from './update.js'
import type { UpdateRule } from './update-rule.js'

/** What a step's update is made of, beside its rule. */
export interface StepConstants {
  /** η of the step. */
  readonly rate: number
  /** What the sum of the gradient is divided by: the rows of the minibatch, or their weights. */
  readonly weight: number
  /** What clipping leaves of the gradient: 1 where it leaves all. */
  readonly left: number
  /** The number of the step, from 0. */
  readonly step: number
}

export function statesOf(rule: UpdateRule): number {
  return rule.name === 'sgd' ? 0 : 1
}

export function prepareUpdate(update: Update, rule: UpdateRule, { rate, weight, left }: StepConstants): void {
  if (rule.name !== 'sgd') throw new Error('later')
  setSgd(update, Math.fround((rate * left) / weight))
}
