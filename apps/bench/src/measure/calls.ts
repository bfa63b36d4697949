import { median, ratios } from '../statistics.js'
import { clockCalls } from './clock.js'
import type { RegisterLoop } from './register-loop.js'
import { takeTurns } from './take-turns.js'

/** How often and for how long calls are timed. */
export interface Turns {
  readonly rounds: number
  /** Of one turn: as many calls as fill them. */
  readonly seconds: number
}

/**
 * Times calls, all taking turns.
 * @returns for each call its seconds, one a round; and the register loop's GFLOP/s of each round
 */
export async function timeCalls(
  calls: readonly (() => void)[],
  { rounds, seconds }: Turns,
  loop: RegisterLoop,
): Promise<{ samples: number[][]; peaks: number[] }> {
  const samples: number[][] = calls.map(() => [])
  const turns = calls.map((call, n) => ({
    turn: async () => void samples[n].push(clockCalls(call, seconds)),
  }))
  return { samples, peaks: await takeTurns(turns, { most: rounds }, loop) }
}

/** What two calls take, in seconds, and how often the second fits in the first: the medians over the rounds. */
export interface PairCost {
  readonly first: number
  readonly second: number
  readonly ratio: number
}

/** Times pairs of calls, all taking turns. */
export async function timePairs(
  pairs: readonly (readonly [first: () => void, second: () => void])[],
  turns: Turns,
  loop: RegisterLoop,
): Promise<PairCost[]> {
  const { samples } = await timeCalls(pairs.flat(), turns, loop)
  return pairs.map((_, n) => {
    const [first, second] = samples.slice(2 * n, 2 * n + 2)
    return { first: median(first), second: median(second), ratio: median(ratios(first, second)) }
  })
}
