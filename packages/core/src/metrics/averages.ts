import type { ClassScore } from './class-scores.js'

/** Of which score an average is taken. */
export type ScoreName = 'precision' | 'recall' | 'f1'

/**
 * The mean of a score over the classes, each counting alike, in [0, 1]. Classes that are neither there nor predicted count
 * nowhere; of others a score that is undefined counts as 0: as scikit-learn's `average='macro'`. NaN without rows.
 */
export function macroAverage(scores: readonly ClassScore[], name: ScoreName): number {
  let sum = 0
  let count = 0
  for (const score of scores) {
    if (Number.isNaN(score.f1)) continue
    sum += orZero(score[name])
    count++
  }
  return sum / count
}

/**
 * The mean of a score over the classes, each weighted by how many rows are of it, in [0, 1]; a score that is undefined
 * counts as 0: as scikit-learn's `average='weighted'`. NaN without rows.
 */
export function weightedAverage(scores: readonly ClassScore[], name: ScoreName): number {
  let sum = 0
  let rows = 0
  for (const score of scores) {
    sum += score.support * orZero(score[name])
    rows += score.support
  }
  return sum / rows
}

function orZero(score: number): number {
  return Number.isNaN(score) ? 0 : score
}
