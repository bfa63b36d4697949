import type { Link, Words } from './link.js'
import { partners } from './partners.js'

/**
 * Has every rank know what each has.
 * @param words of which this rank's own are right; afterwards all are
 * @param bounds [ranks + 1]: those of rank r lie in [bounds[r], bounds[r + 1])
 */
export function gather(link: Link, words: Words, bounds: ArrayLike<number>): void {
  const { rank, ranks } = link
  const wordsOf = (first: number, last: number): Words => words.subarray(bounds[first], bounds[last])
  if (isPowerOfTwo(ranks)) {
    // Neighbours first: then pairs have all of both, and exchange that with the pair beside them, and so on.
    for (let width = 1; width < ranks; width *= 2) {
      const own = rank - (rank % width)
      const other = own ^ width
      link.exchange(wordsOf(own, own + width), rank ^ width, wordsOf(other, other + width), rank ^ width)
    }
    return
  }
  for (const { to, from } of partners(rank, ranks)) {
    link.exchange(wordsOf(rank, rank + 1), to, wordsOf(from, from + 1), from)
  }
}

export function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0
}
