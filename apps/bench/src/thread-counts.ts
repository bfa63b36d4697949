import { availableParallelism } from 'node:os'

/** Up to this many cores every count is measured; for a quick look, up to so few. */
const EVERY = 16
const EVERY_QUICK = 2

/**
 * What is measured unless stated: each count from 1 to the machine's cores, and one more, to show what too
 * many threads cost. Beyond 16 cores two counts of each doubling suffice for a curve; for a quick look one does,
 * and beyond 2 cores.
 */
export function defaultThreadCounts(cores = availableParallelism(), quick = false): number[] {
  const every = quick ? EVERY_QUICK : EVERY
  const counts = new Set<number>()
  for (let count = 1; count <= Math.min(cores, every); count++) counts.add(count)
  for (let count = every; count < cores; count *= 2) {
    counts.add(count)
    if (!quick) counts.add(Math.min(cores, count * 1.5))
  }
  counts.add(cores).add(cores + 1)
  return [...counts].sort((a, b) => a - b)
}

/** Counts with 1 among them: speed-up and weights are compared with one thread. */
export function withOne(counts: readonly number[]): number[] {
  return counts.includes(1) ? [...counts] : [1, ...counts]
}
