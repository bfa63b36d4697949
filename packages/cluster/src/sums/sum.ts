import type { BranchSum } from '@antigrad/parallel/ranks'
import { sumByDoubling } from './doubling.js'
import { isPowerOfTwo } from './gather.js'
import { sumByHalving } from './halving.js'
import type { Link } from './link.js'
import { sumBySlices } from './slices.js'

/** Floats below which fewer messages are worth more than fewer floats in them. */
export const DOUBLING_BELOW = 16_384

/**
 * Adds up the branches of all ranks, as the tree of the blocks of rows has it (docs/decisions/0023); afterwards the first part
 * of every rank is the sum. Its bits do not depend on how many ranks there are. Never MPI's own sum, whose order is its own
 * affair.
 */
export function sum(link: Link, task: BranchSum): void {
  if (!haveEqualBranches(task)) sumBySlices(link, task)
  else if (task.parts[0].length < DOUBLING_BELOW) sumByDoubling(link, task)
  else sumByHalving(link, task)
}

/** Whether the tree above the branches is one of ranks: as many as a power of two, each with one branch as wide as all others'. */
function haveEqualBranches({ branches }: BranchSum): boolean {
  const width = branches[0][0]?.width
  return (
    isPowerOfTwo(branches.length) &&
    branches.every((own, rank) => own.length === 1 && own[0].width === width && own[0].first === rank * width)
  )
}
