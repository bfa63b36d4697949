import { Worker } from 'node:worker_threads'
import type { Exchange, ExchangeTask, RankGroup } from '@antigrad/parallel'

/** Bytes that a rank may show the others at once. */
const SHOWN = 2 ** 21

/** What the ranks of a test share: a barrier, and for each what it shows the others. */
export interface Shared {
  /** How many have arrived, and a count of the crossings. */
  readonly barrier: Int32Array
  /** [ranks]. */
  readonly shown: readonly Int32Array[]
  /** [1]: how many sums they have made together. */
  readonly sums: Int32Array
}

/**
 * Ranks within one process, each with a trainer of its own, whose exchanging threads meet in shared memory: what MPI does for
 * processes, in the plainest way (thread-rank.mjs).
 * @param sums [1], shared: where they count the sums that they make
 */
export function threadRanks(ranks: number, sums = new Int32Array(new SharedArrayBuffer(4))): RankGroup[] {
  const shared: Shared = {
    barrier: new Int32Array(new SharedArrayBuffer(8)),
    shown: Array.from({ length: ranks }, () => new Int32Array(new SharedArrayBuffer(SHOWN))),
    sums,
  }
  return Array.from({ length: ranks }, (_, rank) => ({
    rank,
    ranks,
    localRanks: ranks,
    open: async (task) => open(task, shared),
  }))
}

function open(task: ExchangeTask, shared: Shared): Exchange {
  const thread = new Worker(new URL('./thread-rank.mjs', import.meta.url), { workerData: { task, shared } })
  const exited = new Promise((resolve) => thread.on('exit', resolve))
  const lost = new Promise<never>((_, reject) => thread.on('error', reject))
  return {
    lost,
    async close() {
      const late = new Promise((resolve) => setTimeout(resolve, 2000).unref())
      await Promise.race([exited, late])
      await thread.terminate()
    },
  }
}
