import { blockCount, blockRows } from '@antigrad/core/internal'
import type { RunConfig } from './config.js'

/**
 * A line about ranks, or threads of the strategy `buffers`, that have no rows of a minibatch: its gradient is summed in blocks of
 * rows, each takes whole ones, and there are no more.
 * @param count examples of an epoch
 * @param ranks that train together; undefined where one process trains alone
 * @returns undefined where all have some
 */
export function idleNote(
  { batchSize, strategy, threads }: Pick<RunConfig, 'batchSize' | 'strategy' | 'threads'>,
  count: number,
  ranks?: number,
): string | undefined {
  const rows = Math.min(batchSize, count)
  const blocks = blockCount(rows)
  const [all, what] =
    ranks !== undefined ? [ranks, 'ranks'] : [strategy === 'buffers' ? threads : 1, 'threads']
  if (all <= blocks) return undefined
  const size = blockRows(rows)
  const had = blocks === 1 ? `one block of ${size} rows` : `${blocks} blocks of ${size} rows`
  return `a minibatch is ${had}: ${all - blocks} of ${all} ${what} compute none of it; a larger --batch-size would use them`
}
