import { type EpochResult, Trainer } from '@antigrad/core'
import { EPOCHS, leftOf, RUNS } from './small-runs.mjs'

/** What is left of each of the small runs where one thread trains it. */
export function leftAlone(): object[] {
  return RUNS.map((run) => {
    const trainer = new Trainer(run)
    const results: EpochResult[] = []
    while (results.length < EPOCHS) results.push(trainer.epoch())
    return leftOf(trainer, results, trainer.evaluate())
  })
}
