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
  const { scratch, add } = task
  const pieces = piecesOf(task, kept, given)
  for (const { own, other } of pieces) {
    const received = scratch.subarray(0, own.length)
    link.exchange(other, partner, received, partner)
    add(own, received, { first: 0, last: own.length })
  }
  sumRange(link, task, kept, 2 * distance)
  for (const { own, other } of pieces) link.exchange(own, partner, other, partner)
}

/** Of two halves the pieces: what has just come is still in the cache when it is added or sent on. */
function piecesOf({ parts: [sum], scratch }: BranchSum, kept: Range, given: Range): Piece[] {
  const most = Math.max(kept.last - kept.first, given.last - given.first)
  const size = Math.min(PIECE, scratch.length)
  const viewOf = ({ first, last }: Range, from: number): Float32Array =>
    sum.subarray(Math.min(last, first + from), Math.min(last, first + from + size))
  return Array.from({ length: Math.ceil(most / size) }, (_, n) => ({
    own: viewOf(kept, n * size),
    other: viewOf(given, n * size),
  }))
}

/** What two halves of a sum have at the same distance from their beginnings. */
interface Piece {
  readonly own: Float32Array
  readonly other: Float32Array
}
