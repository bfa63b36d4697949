import { blockCount, blockRows, type Range } from '@antigrad/core/internal'

/**
 * A part of the sum of a gradient that whoever has its blocks of rows adds up alone: `width` blocks, a power of two, from a
 * multiple of as many. The sum of all blocks is a binary tree (row-blocks.ts in core), and this a whole branch of it.
 */
export interface Subtree {
  /** The first block. */
  readonly first: number
  readonly width: number
  /** The rows of the minibatch. */
  readonly rows: Range
}

/** The branches that `rank` of `ranks` sums of a minibatch of `count` rows, in order; of more ranks than blocks the last have none. */
export function subtreesOf(rank: number, ranks: number, count: number): Subtree[] {
  const blocks = blockCount(count)
  const rows = blockRows(count)
  const among = Math.min(ranks, blocks)
  const last = Math.min(blocks, Math.floor(((rank + 1) * blocks) / among))
  const subtrees: Subtree[] = []
  for (let first = Math.floor((rank * blocks) / among); first < last; ) {
    let width = 1
    while (first % (2 * width) === 0 && first + 2 * width <= last) width *= 2
    subtrees.push({
      first,
      width,
      rows: { first: first * rows, last: Math.min(count, (first + width) * rows) },
    })
    first += width
  }
  return subtrees
}

/** The rows of all of them, which follow each other. */
export function rowsOf(subtrees: readonly Subtree[]): Range {
  return { first: subtrees[0]?.rows.first ?? 0, last: subtrees[subtrees.length - 1]?.rows.last ?? 0 }
}

/** How many branches a rank has at most, in a minibatch of up to `count` rows. */
export function mostSubtrees(rank: number, ranks: number, count: number): number {
  let most = 0
  for (let rows = 1; rows <= count; rows++) most = Math.max(most, subtreesOf(rank, ranks, rows).length)
  return most
}

/** Two branches, of which the second is added to the first. */
export interface Addition<Part> {
  readonly sum: Part
  readonly addend: Part
}

/**
 * The additions that make one sum of all branches, in order: neighbours of one size first, and last what has no neighbour
 * because the blocks end before. The first branch ends as the sum.
 * @param parts what stands for each branch, by its number
 */
export function additionsOf<Part>(subtrees: readonly Subtree[], parts: readonly Part[]): Addition<Part>[] {
  const additions: Addition<Part>[] = []
  const stack: { width: number; readonly part: Part }[] = []
  const addHighest = (): void => {
    const right = stack.pop()
    const left = stack[stack.length - 1]
    if (!right || !left) throw new Error('expected two branches')
    additions.push({ sum: left.part, addend: right.part })
    left.width *= 2
  }
  for (const [n, { width }] of subtrees.entries()) {
    stack.push({ width, part: parts[n] })
    while (stack.length > 1 && stack[stack.length - 2].width === stack[stack.length - 1].width) addHighest()
  }
  while (stack.length > 1) addHighest()
  return additions
}
