import { Aborted } from '@antigrad/parallel/ranks'
import type { Link, Words } from '../sums/link.js'
import type { Mpi } from './mpi.js'

/** Milliseconds of asking again and again before the thread sleeps between two questions. */
const SPIN = 0.1

/** Questions between two looks at the clock. */
const QUESTIONS = 16

/** Milliseconds of the first sleep; each is a quarter longer than the one before, up to the last. */
const SHORTEST_NAP = 0.05
const LONGEST_NAP = 0.5

/** Messages by MPI. While it waits for another rank the thread sleeps most of the time. */
export class MpiLink implements Link {
  readonly rank: number
  readonly ranks: number
  readonly #mpi: Mpi
  readonly #words: Int32Array
  /** What MPI reads and writes, also after the run was given up: it must not be collected. */
  readonly #inTransit = new Set<Words>()

  /** @param words see `LINK_WORD`, in shared memory */
  constructor(mpi: Mpi, words: Int32Array) {
    this.rank = mpi.rank
    this.ranks = mpi.ranks
    this.#mpi = mpi
    this.#words = words
  }

  /**
   * @throws Aborted where the run is given up while it waits. MPI may still write to `received`, and nothing can be exchanged any
   * more.
   */
  exchange(sent: Words, to: number, received: Words, from: number): void {
    if (Atomics.load(this.#words, LINK_WORD.givenUp) !== 0) throw new Aborted('the ranks were given up')
    this.#inTransit.add(sent).add(received)
    if (received.length > 0) this.#mpi.beginToReceive(received, from)
    if (sent.length > 0) this.#mpi.beginToSend(sent, to)
    this.#await()
    this.#inTransit.clear()
  }

  #await(): void {
    for (let end = 0; ; ) {
      for (let n = 0; n < QUESTIONS; n++) if (this.#mpi.test()) return
      const now = performance.now()
      if (end === 0) end = now + SPIN
      else if (now >= end) break
    }
    for (let nap = SHORTEST_NAP; !this.#mpi.test(); nap = Math.min(LONGEST_NAP, 1.25 * nap)) {
      if (Atomics.wait(this.#words, LINK_WORD.givenUp, 0, nap) !== 'timed-out') throw new Aborted()
    }
  }
}

/** Where each int32 word lies of those that the thread that exchanges has in common with the others of its process. */
export const LINK_WORD = {
  /** Not 0: all is given up, nobody waits any longer. */
  givenUp: 0,
} as const
