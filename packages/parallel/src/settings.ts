/** `@antigrad/parallel/settings`: what a run may be asked for. It loads nothing that starts threads. */
import { EVALUATION_ROWS } from '@antigrad/core/internal'

/** Workers of a run at most: each has rows of its own when nothing is trained. */
export const MOST_WORKERS = EVALUATION_ROWS

/**
 * How workers share a step: `slices` sums each element of the gradient over all rows of the minibatch, whoever computes it;
 * `buffers` sums the gradient of some rows and adds these sums. The weights are the same.
 */
export const STRATEGIES = ['slices', 'buffers'] as const

export type StrategyName = (typeof STRATEGIES)[number]
