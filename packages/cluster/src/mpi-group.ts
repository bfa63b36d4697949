import type { Exchange, ExchangeTask } from '@antigrad/parallel'
import type { ClusterGroup } from './cluster-group.js'
import type { Started } from './exchange/asks.js'
import type { ExchangeThread } from './exchange/exchange-thread.js'
import type { Mpi } from './mpi/mpi.js'

/** Milliseconds for the thread to leave a run by itself, before it is made to leave the message that it waits for. */
const TIME_TO_LEAVE = 300

/** What a group is made of. */
interface Parts {
  readonly thread: ExchangeThread
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
  readonly #mpi: Mpi
  #isFinished = false

  constructor({ thread, started, localRanks, mpi }: Parts) {
    this.rank = started.rank
    this.ranks = started.ranks
    this.version = started.version
    this.localRanks = localRanks
    this.#thread = thread
    this.#mpi = mpi
  }

  gatherTexts(text: string): Promise<string[]> {
    return this.#thread.ask({ kind: 'gather', text })
  }

  async open(task: ExchangeTask): Promise<Exchange> {
    const served = this.#thread.ask({ kind: 'serve', task })
    const lost = new Promise<never>((_, reject) => served.catch(reject))
    lost.catch(() => {})
    return { lost, close: () => this.#leave(served.catch(() => {})) }
  }

  async finish(): Promise<void> {
    await this.#thread.ask({ kind: 'finish' })
    this.#isFinished = true
  }

  abort(code: number): never {
    this.#thread.giveUp()
    if (!this.#isFinished) this.#mpi.abort(code)
    process.exit(code)
  }

  async #leave(served: Promise<unknown>): Promise<void> {
    const late = setTimeout(() => this.#thread.giveUp(), TIME_TO_LEAVE)
    await served
    clearTimeout(late)
  }
}
