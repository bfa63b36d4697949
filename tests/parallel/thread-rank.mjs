// The thread of a rank that exchanges with those of others: each shows what it has, all wait, each takes what it needs.
import { workerData } from 'node:worker_threads'
import { Aborted, additionsOf, serve } from '@antigrad/parallel/ranks'

const { task, shared } = workerData
const { rank, ranks } = task.member
const { barrier, shown, sums } = shared
const [ARRIVED, CROSSINGS] = [0, 1]

function cross() {
  const crossings = Atomics.load(barrier, CROSSINGS)
  if (Atomics.add(barrier, ARRIVED, 1) === ranks - 1) {
    Atomics.store(barrier, ARRIVED, 0)
    Atomics.add(barrier, CROSSINGS, 1)
    Atomics.notify(barrier, CROSSINGS)
  }
  // Whoever raised it may notify late, when others wait for the next crossing: to be woken is not to have crossed.
  while (Atomics.load(barrier, CROSSINGS) === crossings) Atomics.wait(barrier, CROSSINGS, crossings)
}

const collectives = {
  gather(words, bounds) {
    shown[rank].set(words.subarray(bounds[rank], bounds[rank + 1]))
    cross()
    for (let other = 0; other < ranks; other++) {
      words.set(shown[other].subarray(0, bounds[other + 1] - bounds[other]), bounds[other])
    }
    cross()
  },

  sum({ branches, parts }) {
    const { length } = parts[0]
    const branch = (rank, n) => new Float32Array(shown[rank].buffer, 4 * length * n, length)
    for (const [n] of branches[rank].entries()) branch(rank, n).set(parts[n])
    cross()
    const all = branches.flatMap((own, rank) => own.map((_, n) => branch(rank, n).slice()))
    for (const { sum, addend } of additionsOf(branches.flat(), all)) {
      for (let k = 0; k < length; k++) sum[k] += addend[k]
    }
    parts[0].set(all[0])
    if (rank === 0) sums[0]++
    cross()
  },
}

try {
  serve(task, () => collectives)
} catch (error) {
  if (!(error instanceof Aborted)) throw error
}
