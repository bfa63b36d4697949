import type { SplitDataset } from '@antigrad/core'
import type { Scenario } from '../scenario.js'
import { type Configuration, Contender } from './contender.js'
import type { RegisterLoop } from './register-loop.js'
import { type Rounds, takeTurns } from './take-turns.js'

/** Epochs in which each contender looks where its time goes. */
const LOOKS = 3

/** What a contest leaves: contenders that have trained and are closed, and the register loop's GFLOP/s of each round. */
export interface Contest {
  readonly contenders: readonly Contender[]
  readonly peaks: readonly number[]
}

/** Lets configurations of one scenario train in turns; then, in turns too, look where their time goes. */
export async function holdContest(
  scenario: Scenario,
  dataset: SplitDataset,
  configurations: readonly Configuration[],
  rounds: Rounds,
  loop: RegisterLoop,
): Promise<Contest> {
  const contenders: Contender[] = []
  try {
    for (const one of configurations) contenders.push(await Contender.start(scenario, dataset, one))
    const peaks = await takeTurns(contenders, rounds, loop)
    const looks = contenders.map((contender) => ({ turn: () => contender.look() }))
    await takeTurns(looks, { ...rounds, most: LOOKS, least: 1 }, loop)
    return { contenders, peaks }
  } finally {
    for (const contender of contenders) await contender.close()
  }
}
