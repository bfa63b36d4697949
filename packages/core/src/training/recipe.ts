import { isFused, statesOf, type UpdateRule } from '../engine/update-rule.js'
import type { StepNeeds } from '../engine/workspace.js'

/** How a network is trained, beside what it computes. Plain values: it is sent to every worker. */
export interface Recipe {
  /** η > 0. */
  readonly learningRate: number
  readonly rule: UpdateRule
  /** The norm that a gradient has at most; not clipped where absent. */
  readonly clipNorm?: number
  /** [hidden layers]: the part of its units that a step leaves out. */
  readonly dropout: readonly number[]
  /** Decides the units that are left out, too. */
  readonly seed: number
}

/** What the steps of a recipe need beside weights and activations. */
export function needsOf({
  rule,
  clipNorm,
  dropout,
}: Pick<Recipe, 'rule' | 'clipNorm' | 'dropout'>): StepNeeds {
  const clips = clipNorm !== undefined
  return { states: statesOf(rule), storesGradient: clips || !isFused(rule), clips, dropout }
}
