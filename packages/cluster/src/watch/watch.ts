import { setTimeout as sleep } from 'node:timers/promises'
import { FailureDetector } from './failure-detector.js'
import { Mesh, type Roster } from './mesh.js'

/** Milliseconds between two signs of life. */
const HEARTBEAT = 500

/** Milliseconds of silence after which a rank is lost. */
const PATIENCE = 6000

/** Milliseconds after the end of a connection: the launcher may be about to end this rank too, and knows more of why. */
const GRACE = 500

/** Milliseconds for the main thread to end the process when it has to end, before this thread does. */
const TIME_TO_END = 2000

/** Milliseconds that ranks wait for rank 0 to end, which prints and writes what there is. */
const TIME_TO_PART = 5000

/** Exit code of a rank whose job has lost another. */
export const WORKER_LOST = 5

/** What is done about ranks that are lost. */
export interface Consequences {
  /** Tells the main thread. */
  tell(message: string): void
  /** Ends the process, where nobody else has. */
  end(code: number, message: string): void
}

/**
 * Watches over the other ranks of a job: each shows all others twice a second that it lives, says why it ends, and goodbye when
 * it is done.
 */
export class Watch {
  readonly #consequences: Consequences
  readonly #detector = new FailureDetector(PATIENCE)
  readonly #mesh = new Mesh((rank, line) => this.#take(rank, line))
  #hosts: readonly string[] = []
  #heartbeat: NodeJS.Timeout | undefined
  #isEnding = false
  #rank = 0
  /** Resolves when the connection with rank 0 has ended. */
  readonly #firstEnded: Promise<void>
  #onFirstEnded = (): void => {}

  constructor(consequences: Consequences) {
    this.#consequences = consequences
    this.#firstEnded = new Promise((resolve) => {
      this.#onFirstEnded = resolve
    })
  }

  /** @returns the port at which the other ranks reach this one */
  listen(): Promise<number> {
    return this.#mesh.listen()
  }

  /** @throws Error that names a rank that is not reached */
  async begin(roster: Roster): Promise<void> {
    this.#rank = roster.rank
    this.#hosts = roster.peers.map(({ host }) => host)
    await this.#mesh.connect(roster)
    for (const other of roster.peers.keys()) if (other !== roster.rank) this.#detector.hear(other)
    let before = performance.now()
    this.#heartbeat = setInterval(() => {
      const now = performance.now()
      this.#beat(now - before)
      before = now
    }, HEARTBEAT)
  }

  /** Tells the others that this rank ends the job. */
  announceEnd(code: number): void {
    this.#mesh.say(`end ${code}`)
  }

  /**
   * Says goodbye, and waits until the process of rank 0 has ended: launchers end all ranks when one has left with an error, and
   * rank 0 may have something to say. Its own connections last as long as it does.
   */
  async part(): Promise<void> {
    this.#isEnding = true
    clearInterval(this.#heartbeat)
    this.#mesh.say('bye')
    if (this.#rank === 0) return
    const late = sleep(TIME_TO_PART, undefined, { ref: false })
    await Promise.race([this.#firstEnded, late])
    this.#mesh.close()
  }

  #beat(elapsed: number): void {
    this.#mesh.say('alive')
    // Where more has gone by, this process was stopped itself, and what the others said meanwhile is still to be read.
    const silent = this.#detector.elapse(Math.min(elapsed, 2 * HEARTBEAT))
    if (silent !== undefined) {
      this.#lose(
        `${this.#nameOf(silent)} has been silent for ${PATIENCE / 1000} s: it was stopped, or its network is cut`,
      )
    }
  }

  #take(rank: number, line: string | undefined): void {
    const [word, code] = line?.split(' ') ?? ['ended']
    if (line === undefined && rank === 0) this.#onFirstEnded()
    if (!this.#detector.watches(rank)) return
    if (word === 'alive') {
      this.#detector.hear(rank)
      return
    }
    // Whatever else it says is its last word.
    this.#detector.forget(rank)
    if (word === 'end') this.#endWith(Number(code), `${this.#nameOf(rank)} has ended the job`)
    if (word === 'ended') {
      setTimeout(() => this.#lose(`${this.#nameOf(rank)} has died: its connection has ended`), GRACE)
    }
  }

  #lose(message: string): void {
    if (this.#isEnding) return
    this.#consequences.tell(message)
    this.#endWith(WORKER_LOST, message)
  }

  #endWith(code: number, message: string): void {
    if (this.#isEnding) return
    this.#isEnding = true
    setTimeout(() => this.#consequences.end(code, message), TIME_TO_END)
  }

  #nameOf(rank: number): string {
    return `rank ${rank} (${this.#hosts[rank]})`
  }
}
