import { Aborted, type Waiters } from '@antigrad/parallel/ranks'
import type { Link, Words } from '../sums/link.js'
import type { Mpi } from './mpi.js'

/** Milliseconds of asking again and again, on a core that is free, before the thread sleeps between two questions. */
const SPIN = 20

/** Milliseconds of the first sleep; each is a quarter longer than the one before, up to the last. */
const SHORTEST_NAP = 0.05
const LONGEST_NAP = 0.5

/** What is used of MPI. */
export type PointToPoint = Pick<Mpi, 'rank' | 'ranks' | 'beginToReceive' | 'beginToSend' | 'test'>

/** The cores of a rank, as the thread sees them that waits for messages. */
export interface Cores {
  /** Whether one is free, so that asking again and again takes it from nobody. */
  readonly isFree: boolean
  /** Sleeps so many milliseconds, or until one may be free. */
  sleep(milliseconds: number): void
}

/** Messages by MPI. Where no core is free the thread sleeps most of the time that it waits for another rank. */
export class MpiLink implements Link {
  readonly rank: number
  readonly ranks: number
  readonly #mpi: PointToPoint
  readonly #words: Int32Array
  readonly #cores: Cores

  /**
   * @param words see `LINK_WORD`, in shared memory
   * @param cores none is ever free unless given
   */
  constructor(mpi: PointToPoint, words: Int32Array, cores: Cores = noCores(words)) {
    this.rank = mpi.rank
    this.ranks = mpi.ranks
    this.#mpi = mpi
    this.#words = words
    this.#cores = cores
  }

  /**
   * @throws Aborted where the run is given up while it waits. MPI may still write to `received`, and nothing can be exchanged any
   * more.
   */
  exchange(sent: Words, to: number, received: Words, from: number): void {
    this.#expectHope()
    if (received.length > 0) this.#mpi.beginToReceive(received, from)
    if (sent.length > 0) this.#mpi.beginToSend(sent, to)
    this.#await()
  }

  #await(): void {
    let nap = SHORTEST_NAP
    for (let end = 0; !this.#mpi.test(); ) {
      this.#expectHope()
      if (this.#cores.isFree) {
        const now = performance.now()
        if (end === 0) end = now + SPIN
        if (now < end) continue
      }
      this.#cores.sleep(nap)
      nap = Math.min(LONGEST_NAP, 1.25 * nap)
    }
  }

  #expectHope(): void {
    if (Atomics.load(this.#words, LINK_WORD.givenUp) !== 0) throw new Aborted('the ranks were given up')
  }
}

/** Where each int32 word lies of those that the thread that exchanges has in common with the others of its process. */
export const LINK_WORD = {
  /** Not 0: all is given up, nobody waits any longer. */
  givenUp: 0,
} as const

function noCores(words: Int32Array): Cores {
  return {
    isFree: false,
    sleep: (milliseconds) => {
      Atomics.wait(words, LINK_WORD.givenUp, 0, milliseconds)
    },
  }
}

/**
 * The cores of a rank whose workers compute: one that waits for what is exchanged leaves its core.
 * @param spare cores that the workers leave while all compute: negative, or a fraction, where ranks share cores
 */
export function coresBeside(waiters: Waiters, spare: number): Cores {
  let waiting = 0
  return {
    get isFree() {
      waiting = waiters.waiting
      return spare + waiting >= 1
    },
    sleep: (milliseconds) => waiters.sleepWhile(waiting, milliseconds),
  }
}
