import { isFused, statesOf, type UpdateRule } from '../engine/update-rule.js'
import type { StepNeeds } from '../engine/workspace.js'
import type { Augmentation } from './augmentation/augmentation.js'
import type { Schedule } from './schedules.js'

/** How a network is trained, beside what it computes. Plain values: it is sent to every worker. */
export interface Recipe {
  /** How the learning rate changes; η itself is in the workspace, and of a plateau the rate of the next epoch. */
  readonly schedule: Schedule
  /** Of the whole run; Infinity where nobody knows. */
  readonly epochs: number
  readonly rule: UpdateRule
  /** What is left of a moving average of the weights in a step; none is kept where absent. */
  readonly averageDecay?: number
  /** The norm that a gradient has at most; not clipped where absent. */
  readonly clipNorm?: number
  /** [hidden layers]: the part of its units that a step leaves out. */
  readonly dropout: readonly number[]
  /** The part of the inputs that a step leaves out. */
  readonly inputDropout: number
  /** Layers that keep their weights, counted from 1. */
  readonly freeze: readonly number[]
  /** What is done to images, and their shape. */
  readonly augmentation?: Augmentation
  readonly image?: { readonly width: number; readonly height: number }
  /** Decides what is left out and what is done to images, too. */
  readonly seed: number
}

/** What the steps of a recipe need beside weights and activations. */
export function needsOf({
  rule,
  clipNorm,
  dropout,
  inputDropout,
  augmentation,
  averageDecay,
  freeze,
}: Pick<
  Recipe,
  'rule' | 'clipNorm' | 'dropout' | 'inputDropout' | 'augmentation' | 'averageDecay' | 'freeze'
>): StepNeeds {
  const clips = clipNorm !== undefined
  const stages = inputDropout > 0 || augmentation !== undefined
  return {
    states: statesOf(rule),
    storesGradient: clips || !isFused(rule),
    clips,
    dropout,
    stages,
    averages: averageDecay !== undefined,
    freeze,
  }
}
