import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange, ExchangeTask } from '@antigrad/parallel'
import type { ClusterGroup } from './cluster-group.js'
import type { Started } from './exchange/asks.js'
import type { ExchangeThread } from './exchange/exchange-thread.js'
import type { Mpi } from './mpi/mpi.js'
import type { Watchdog } from './watch/watchdog.js'

/** Milliseconds in which a rank that is lost is noticed, where MPI says first that it cannot go on. */
const TIME_TO_NOTICE = 1000

/** Milliseconds for the thread to leave a run by itself, before it is made to leave the message that it waits for. */
const TIME_TO_LEAVE = 300

/** What a group is made of. */
interface Parts {
  readonly thread: ExchangeThread
  readonly watchdog: Watchdog
  readonly started: Started
  readonly localRanks: number
  /** To abort with, from the main thread. */
  readonly mpi: Mpi
}

/** A group whose ranks exchange through a thread that owns MPI. */
export class MpiGroup implements ClusterGroup {
  readonly rank: number
  readonly ranks: number
  readonly localRanks: number
  readonly version: string
  readonly #thread: ExchangeThread
  readonly #watchdog: Watchdog
  readonly #mpi: Mpi
  #isFinished = false

  constructor({ thread, watchdog, started, localRanks, mpi }: Parts) {
    this.rank = started.rank
    this.ranks = started.ranks
    this.version = started.version
    this.localRanks = localRanks
    this.#thread = thread
    this.#watchdog = watchdog
    this.#mpi = mpi
    // Whatever is being exchanged will not come to an end.
    watchdog.lost.catch(() => thread.giveUp())
  }

  gatherTexts(text: string): Promise<string[]> {
    return this.#unlessLost(this.#thread.ask({ kind: 'gather', text }))
  }

  async open(task: ExchangeTask): Promise<Exchange> {
    const served = this.#thread.ask({ kind: 'serve', task, cores: availableParallelism() / this.localRanks })
    const lost = this.#unlessLost(served).then(() => new Promise<never>(() => {}))
    lost.catch(() => {})
    return { lost, close: () => this.#leave(served.catch(() => {})) }
  }

  async finish(): Promise<void> {
    await this.#unlessLost(this.#thread.ask({ kind: 'finish' }))
    this.#isFinished = true
    await this.#watchdog.ask({ kind: 'part' })
  }

  abort(code: number): never {
    if (!this.#isFinished) {
      this.#watchdog.announceEnd(code)
      this.#thread.giveUp()
      this.#mpi.abort(code)
    }
    process.exit(code)
  }

  /** An answer of the thread, or an error that says which rank is lost where that is why there is none. */
  async #unlessLost<Value>(answer: Promise<Value>): Promise<Value> {
    const { lost } = this.#watchdog
    try {
      return await Promise.race([answer, lost])
    } catch (error) {
      await Promise.race([sleep(TIME_TO_NOTICE), lost])
      throw error
    }
  }

  async #leave(served: Promise<unknown>): Promise<void> {
    const late = setTimeout(() => this.#thread.giveUp(), TIME_TO_LEAVE)
    await served
    clearTimeout(late)
  }
}
