import type { ClassScore } from './class-scores.js'

/**
 * The mean recall of the classes that have rows, in [0, 1]: what the accuracy would be if all had equally many, by which to
 * say one class always is worth 1 / classes. Classes without rows count nowhere, as in scikit-learn (which warns where they
 * were predicted); NaN where none has any.
 */
export function balancedAccuracy(scores: readonly ClassScore[]): number {
  let sum = 0
  let count = 0
  for (const { support, recall } of scores) {
    if (support === 0) continue
    sum += recall
    count++
  }
  return sum / count
}
