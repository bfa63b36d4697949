import type { Range } from '../../range.js'
import type { RowBlocks } from '../../row-blocks.js'

const { fround } = Math

/**
 * A sum over rows, in blocks of so many that are then added in pairs; of all at once where there are no blocks.
 * @param sumOf the sum over some rows, ascending
 */
export function sumRows(rows: Range, blocks: RowBlocks | undefined, sumOf: (rows: Range) => number): number {
  if (!blocks) return sumOf(rows)
  const count = Math.ceil((rows.last - rows.first) / blocks.rows)
  /** Of `width` blocks, a power of two; what lies beyond the last is nothing. */
  const pairs = (block: number, width: number): number => {
    if (width === 1) {
      const first = rows.first + block * blocks.rows
      return sumOf({ first, last: Math.min(first + blocks.rows, rows.last) })
    }
    const half = width / 2
    const left = pairs(block, half)
    return block + half < count ? fround(left + pairs(block + half, half)) : left
  }
  let width = 1
  while (width < count) width *= 2
  return pairs(0, width)
}
