import { FEWEST } from '../statistics.js'
import type { RegisterLoop } from './register-loop.js'

/** Who can take a turn. */
export interface Turns {
  turn(): Promise<void>
}

/** How often all take their turn. */
export interface Rounds {
  readonly most: number
  /** By `performance.now()`: when no further round begins, once there are `least`. */
  readonly until?: number
  /** Enough to tell noise from change, unless said otherwise. */
  readonly least?: number
}

/**
 * Lets all take turns, round by round, so that a noisy minute of the machine spoils none of them alone.
 * Another begins each round.
 * @returns the register loop's GFLOP/s at the begin of each round
 */
export async function takeTurns(
  contenders: readonly Turns[],
  { most, until = Number.POSITIVE_INFINITY, least = FEWEST }: Rounds,
  loop: RegisterLoop,
): Promise<number[]> {
  const peaks: number[] = []
  while (peaks.length < most && (peaks.length < least || performance.now() < until)) {
    const round = peaks.push(loop.measure())
    for (let n = 0; n < contenders.length; n++) await contenders[(n + round) % contenders.length].turn()
  }
  return peaks
}
