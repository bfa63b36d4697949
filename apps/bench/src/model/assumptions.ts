const ASSUMPTIONS = [
  'Every further core computes as fast as the measured ones: no shared limit of memory, cache, heat or clock.',
  'A barrier costs the same for each further worker (all arrive at one counter), and nobody sleeps in it.',
  'Work is as even as pieces of it (`slices`) or whole examples (`buffers`) allow; waiting for the last grows with the shard, as measured.',
  'What is divided stays divided as measured; `slices` with fewer than 16 units a worker in the first layer divides rows instead, and is slower than drawn.',
  'Two, four or eight workers of `slices` train shares with up to 1024 rows and meet once; larger steps meet three times; small ones are not sorted. One cost is fitted to all.',
  'Threads beyond the examples of a minibatch have no shard; they only share the update.',
  'Only steps are counted: no evaluation, no checkpoint, no start.',
] as const

/**
 * What the model takes for granted beyond the cores it was measured on.
 * @param threads the most that were measured
 */
export function assumptionsFor(threads: number): readonly string[] {
  if (threads > 1) return ASSUMPTIONS
  return ['One thread was measured alone: what several cost each other is left out.', ...ASSUMPTIONS]
}
