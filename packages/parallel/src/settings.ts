/** `@antigrad/parallel/settings`: what a run may be asked for. It loads nothing that starts threads. */
import { EVALUATION_ROWS } from '@antigrad/core/internal'

/** Workers of a run at most: each has rows of its own when nothing is trained. */
export const MOST_WORKERS = EVALUATION_ROWS

/**
 * How the weights depend on the number of workers. `exact`: not at all, they are those of one thread. Otherwise their
 * bits repeat for the same number only, and a run keeps the number that it was begun with.
 */
export const STRATEGIES = { slices: { exact: true }, buffers: { exact: false } } as const

/** A key of `STRATEGIES`. */
export type StrategyName = keyof typeof STRATEGIES

/** Whether the weights are the same, bit for bit, for any number of workers. */
export function isExact(strategy: StrategyName): boolean {
  return STRATEGIES[strategy].exact
}
