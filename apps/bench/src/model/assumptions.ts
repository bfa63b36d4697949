const ASSUMPTIONS = [
  'Every further core computes as fast as the measured ones: no shared limit of memory, cache, heat or clock.',
  'A barrier costs the same for each further worker (all arrive at one counter), and nobody sleeps in it.',
  'Work is as even as pieces of it (`slices`) or whole examples (`buffers`) allow; waiting for the last grows with the shard, as measured.',
  'What is divided stays divided as measured; `slices` with fewer than 16 units a worker in the first layer divides rows instead, and is slower than drawn.',
  'Two, four or eight workers of `slices` train shares with up to 1024 rows and meet once; larger steps meet three times; small ones are not sorted. One cost is fitted to all.',
  'Threads beyond the examples of a minibatch have no shard; they only share the update.',
  'Only steps are counted: no evaluation, no checkpoint, no start.',
] as const

/** What it takes for granted of several machines, a rank on each. */
export const MACHINES_ASSUMPTIONS = [
  'A rank takes as long for its rows as the measured machine does for as many (`buffers`, without its additions), and updates all parameters.',
  'Sums arrive at the rate of the network and are added as they do; all machines send and receive at full rate at once.',
  'The exchange of all layers but the first goes on while the gradient of the first is computed, as far as that takes.',
  'A minibatch has so many blocks of rows as docs/decisions/0023-blocks-of-rows.md says: machines beyond them have nothing to do.',
  'A doubling pays that makes a step 1.25 times as fast.',
] as const

/**
 * What the model takes for granted beyond the cores it was measured on.
 * @param threads the most that were measured
 */
export function assumptionsFor(threads: number): readonly string[] {
  if (threads > 1) return ASSUMPTIONS
  return ['One thread was measured alone: what several cost each other is left out.', ...ASSUMPTIONS]
}
