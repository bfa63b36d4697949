import type { Range } from '@antigrad/core/internal'
import type { BranchSum } from '@antigrad/parallel/ranks'
import type { Link } from './link.js'
import { LINE, PIECE } from './pieces.js'

/**
 * Recursive halving and doubling: sums a branch of each rank, all of one width, over a power of two of ranks. Partners give each
 * other one half and add the other, neighbours first, so that pairs are added as the tree of the blocks of rows has it; on the way
 * back they give each other the sums. (ranks − 1) / ranks of it are sent twice: the least possible, for sums that are long.
 */
export function sumByHalving(link: Link, task: BranchSum): void {
  sumRange(link, task, { first: 0, last: task.parts[0].length }, 1)
}

/** Sums a range over all ranks, of which those nearer than `distance` have done so already. */
function sumRange(link: Link, task: BranchSum, range: Range, distance: number): void {
  if (distance === link.ranks) return
  const partner = link.rank ^ distance
  const middle = Math.min(range.last, range.first + Math.ceil((range.last - range.first) / 2 / LINE) * LINE)
  const halves = [
    { first: range.first, last: middle },
    { first: middle, last: range.last },
  ]
  const [kept, given] = link.rank < partner ? halves : halves.reverse()
  addFromPartner(link, task, { partner, kept, given })
  sumRange(link, task, kept, 2 * distance)
  const [sum] = task.parts
  link.exchange(viewOf(sum, kept), partner, viewOf(sum, given), partner)
}

/** In pieces: what has just come is still in the cache when it is added. */
function addFromPartner(
  link: Link,
  { parts: [sum], scratch, add }: BranchSum,
  { partner, kept, given }: { readonly partner: number; readonly kept: Range; readonly given: Range },
): void {
  const most = Math.max(kept.last - kept.first, given.last - given.first)
  const size = Math.min(PIECE, scratch.length)
  for (let from = 0; from < most; from += size) {
    const own = viewOf(sum, pieceOf(kept, from, size))
    const received = scratch.subarray(0, own.length)
    link.exchange(viewOf(sum, pieceOf(given, from, size)), partner, received, partner)
    add(own, received, { first: 0, last: own.length })
  }
}

function pieceOf({ first, last }: Range, from: number, size: number): Range {
  return { first: Math.min(last, first + from), last: Math.min(last, first + from + size) }
}

function viewOf(values: Float32Array, { first, last }: Range): Float32Array {
  return values.subarray(first, last)
}
