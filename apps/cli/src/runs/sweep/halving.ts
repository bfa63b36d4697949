/** Of so many runs one goes on to the next round. */
const FACTOR = 3

/** A round of successive halving: how many of the best so far go on in it, and which part of their epochs they come to. */
export interface Round {
  readonly runs: number
  /** Their epochs are divided by this; 1 in the last round. */
  readonly divisor: number
}

/**
 * The rounds of successive halving (Jamieson and Talwalkar, 2016): all runs train a little, a third of them goes on for
 * three times as long, and so on, until few are left that train to their end. Each goes on from where it stood.
 * @param epochs of the run that has the fewest
 */
export function roundsOf(runs: number, epochs: number): Round[] {
  let rounds = 1
  let divisor = 1
  let most = 1
  while (most < runs && divisor * FACTOR <= epochs) {
    most *= FACTOR
    divisor *= FACTOR
    rounds++
  }
  return Array.from({ length: rounds }, (_, round) => ({
    runs: Math.ceil(runs / FACTOR ** round),
    divisor: divisor / FACTOR ** round,
  }))
}

/** The epoch that a run of so many comes to in a round; undefined for its end. */
export function untilOf(epochs: number, { divisor }: Round): number | undefined {
  return divisor === 1 ? undefined : Math.ceil(epochs / divisor)
}
