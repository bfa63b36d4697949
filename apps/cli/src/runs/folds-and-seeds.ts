import { withDefaults, wordsFor } from '../hyperparameters/flags.js'
import type { Asked } from '../run/config.js'
import type { Plan, PlannedRun } from './plan.js'

/**
 * The runs that folds and seeds make of one: each fold, with each seed from the run's own on.
 */
export function foldsAndSeeds(stated: Partial<Asked>, seeds: number | undefined): Plan {
  const { folds, fold } = stated
  const { seed } = withDefaults(stated)
  const ofFolds = folds === undefined || fold !== undefined ? [fold] : upTo(folds)
  const ofSeeds = seeds === undefined ? [seed] : upTo(seeds).map((n) => seed + n - 1)
  const runs = ofFolds.flatMap((each) =>
    ofSeeds.map((own): PlannedRun => {
      const parts = [
        ...(ofFolds.length > 1 ? [`fold-${each}`] : []),
        ...(ofSeeds.length > 1 || ofFolds.length === 1 ? [`seed-${own}`] : []),
      ]
      const asked = {
        ...stated,
        ...(each !== undefined && { fold: each }),
        ...(seeds !== undefined && { seed: own }),
      }
      return { name: parts.join('-'), flags: wordsFor(asked) }
    }),
  )
  return { kind: ofFolds.length > 1 ? 'folds' : 'seeds', runs }
}

/** 1 … n */
function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1)
}
