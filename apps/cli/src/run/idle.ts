import { blockCount, blockRows } from '@antigrad/core/internal'
import type { RunConfig } from './config.js'

/**
 * A line about threads of the strategy `buffers` that have no rows of a minibatch: its gradient is summed in blocks of rows, a
 * thread takes whole ones, and there are no more.
 * @param count examples of an epoch
 * @returns undefined where all have some
 */
export function idleNote(
  { batchSize, strategy, threads }: Pick<RunConfig, 'batchSize' | 'strategy' | 'threads'>,
  count: number,
): string | undefined {
  const rows = Math.min(batchSize, count)
  const blocks = blockCount(rows)
  if (strategy !== 'buffers' || threads <= blocks) return undefined
  const size = blockRows(rows)
  const had = blocks === 1 ? `one block of ${size} rows` : `${blocks} blocks of ${size} rows`
  return `a minibatch is ${had}: ${threads - blocks} of ${threads} threads compute none of it; a larger --batch-size would use them`
}
