import type { Kernels } from '@antigrad/core/internal'
import type { Subtree } from '../divisions/subtrees.js'

/** What ranks do together, synchronously, all of them the same in the same order: see `serve`. */
export interface Collectives {
  /**
   * Has every rank know what each has.
   * @param words of which this rank's own are right; afterwards all are
   * @param bounds [ranks + 1]: those of rank r lie in [bounds[r], bounds[r + 1])
   */
  gather(words: Int32Array, bounds: Int32Array): void
  /** Adds up the branches of all ranks as the tree has it, `additionsOf`; afterwards the first part of every rank is the sum. */
  sum(task: BranchSum): void
}

/** The workers of a rank, as the thread sees them that exchanges for them. */
export interface Waiters {
  /** How many wait for what is being exchanged, and leave their cores to others. */
  readonly waiting: number
  /** Sleeps while so many wait, for so many milliseconds at most. */
  sleepWhile(waiting: number, milliseconds: number): void
}

/** Floats that are free for what others send, at least: the branches of many ranks of a small layer beside each other. */
export const LEAST_SCRATCH = 1024

/** A sum of branches, of which each rank has some. */
export interface BranchSum {
  /** [ranks]: those of each; none of one that has no rows. */
  readonly branches: readonly (readonly Subtree[])[]
  /**
   * This rank's, all as long, in the memory of the run: one at least, which takes the sum. What is in the others afterwards
   * nobody asks.
   */
  readonly parts: readonly Float32Array[]
  /** As long as a part and as `LEAST_SCRATCH`, in the memory of the run: free for what others send. */
  readonly scratch: Float32Array
  /** Of the run's kernels: for views of the memory of the run, and no others. */
  readonly add: Kernels['add']
}
