import type { BranchSum } from '@antigrad/parallel/ranks'
import type { Link } from './link.js'

/**
 * Recursive doubling: sums a branch of each rank, all of one width, over a power of two of ranks. Neighbours exchange all they
 * have and add it, then pairs, then fours: the tree of the blocks of rows. x + y and y + x have the same bits, so both have the
 * same sum without another message. The fewest messages, for sums that are short.
 */
export function sumByDoubling(link: Link, { parts: [sum], scratch, add }: BranchSum): void {
  const received = scratch.subarray(0, sum.length)
  const all = { first: 0, last: sum.length }
  for (let distance = 1; distance < link.ranks; distance *= 2) {
    const partner = link.rank ^ distance
    link.exchange(sum, partner, received, partner)
    add(sum, received, all)
  }
}
