import type { RegisterLoop } from './register-loop.js'

/** Who can take a turn. */
export interface Turns {
  turn(): Promise<void>
}

/**
 * Lets all take turns, round by round, so that a noisy minute of the machine spoils none of them alone.
 * Another begins each round.
 * @returns the register loop's GFLOP/s at the begin of each round
 */
export async function takeTurns(
  contenders: readonly Turns[],
  rounds: number,
  loop: RegisterLoop,
): Promise<number[]> {
  const peaks: number[] = []
  for (let round = 0; round < rounds; round++) {
    peaks.push(loop.measure())
    for (let n = 0; n < contenders.length; n++) await contenders[(n + round) % contenders.length].turn()
  }
  return peaks
}
