import { additionsOf, type BranchSum } from '@antigrad/parallel/ranks'
import type { Link } from './link.js'

/** The readable twin of the fast ways: every rank gets all branches of all others, and adds them up as the tree has it. */
export function sumPlainly(link: Link, { branches, parts }: BranchSum): void {
  const { rank, ranks } = link
  const [sum] = parts
  const all = branches.map((own, r) =>
    own.map((_, n) =>
      r === rank ? parts[n].slice() : new Float32Array(new SharedArrayBuffer(sum.byteLength)),
    ),
  )
  for (let distance = 1; distance < ranks; distance++) {
    const to = (rank + distance) % ranks
    const from = (rank + ranks - distance) % ranks
    for (let n = 0; n < Math.max(all[rank].length, all[from].length); n++) {
      const sent = n < all[rank].length ? parts[n] : new Float32Array(0)
      link.exchange(sent, to, all[from][n] ?? new Float32Array(0), from)
    }
  }
  for (const { sum, addend } of additionsOf(branches.flat(), all.flat())) {
    for (let k = 0; k < sum.length; k++) sum[k] += addend[k]
  }
  sum.set(all.flat()[0])
}
