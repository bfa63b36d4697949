import { additionsOf, type BranchSum } from '@antigrad/parallel/ranks'
import { gather } from './gather.js'
import type { Link } from './link.js'
import { partners } from './partners.js'
import { LINE, PIECE } from './pieces.js'

/**
 * The sum of any branches of any number of ranks: each rank gets one slice of all branches of the others, adds these up as the
 * tree of the blocks of rows has it, and gives all the sum: what the workers of one machine do with buffers. As much is sent as
 * by halving where each rank has one branch, and more messages.
 */
export function sumBySlices(link: Link, task: BranchSum): void {
  const [sum] = task.parts
  const bounds = boundsOf(link.ranks, sum.length)
  addOwnSlice(link, task, (rank, values) => values.subarray(bounds[rank], bounds[rank + 1]))
  gather(link, sum, bounds)
}

/** Where the slices of all ranks lie: whole cache lines. */
function boundsOf(ranks: number, length: number): number[] {
  const lines = Math.ceil(length / LINE)
  return Array.from({ length: ranks + 1 }, (_, rank) =>
    Math.min(length, Math.floor((rank * lines) / ranks) * LINE),
  )
}

/** Piece by piece, the pieces of all slices at once. */
function addOwnSlice(
  link: Link,
  { branches, parts, scratch, add }: BranchSum,
  sliceOf: (rank: number, values: Float32Array) => Float32Array,
): void {
  const { rank, ranks } = link
  const own = branches[rank].length
  // The same on all ranks, whatever each has: partners have to agree on the pieces.
  const size = Math.min(PIECE, Math.floor(scratch.length / branches.flat().length))
  const longest = Math.max(...branches.map((_, r) => sliceOf(r, parts[0]).length))
  for (let first = 0; first < longest; first += size) {
    const pieceOf = (r: number, values: Float32Array): Float32Array =>
      sliceOf(r, values).subarray(first, first + size)
    const sum = pieceOf(rank, parts[0])
    // Of this piece of the rank's slice what each rank has, in the order of the branches.
    let used = 0
    const pieces = branches.map((theirs, r) =>
      theirs.map((_, n) => {
        if (r === rank) return pieceOf(rank, parts[n])
        used += sum.length
        return scratch.subarray(used - sum.length, used)
      }),
    )
    for (const { to, from } of partners(rank, ranks)) {
      for (let n = 0; n < Math.max(own, branches[from].length); n++) {
        const sent = n < own ? pieceOf(to, parts[n]) : NOTHING
        link.exchange(sent, to, pieces[from][n] ?? NOTHING, from)
      }
    }
    const all = { first: 0, last: sum.length }
    const flat = pieces.flat()
    for (const addition of additionsOf(branches.flat(), flat)) add(addition.sum, addition.addend, all)
    if (flat[0].byteOffset !== sum.byteOffset) sum.set(flat[0])
  }
}

const NOTHING = new Float32Array(0)
