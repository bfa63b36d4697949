import { LINK_WORD } from '../mpi/mpi-link.js'
import { AskedThread } from '../threads/asked-thread.js'
import type { Answers, Ask, Started, ThreadData } from './asks.js'

/** The thread that owns MPI, as the main thread sees it. */
export class ExchangeThread extends AskedThread<Started, Ask, Answers> {
  readonly #words: Int32Array

  /**
   * Starts the thread, and MPI in it.
   * @param library the file that it is loaded by
   */
  constructor(library: string) {
    const words = new Int32Array(new SharedArrayBuffer(4))
    const data: ThreadData = { file: library, words }
    super({
      name: 'the thread that exchanges with other ranks',
      file: new URL('./thread.js', import.meta.url),
      data,
    })
    this.#words = words
  }

  /** Has the thread leave the message that it waits for, if any. Nothing can be exchanged afterwards. */
  giveUp(): void {
    Atomics.store(this.#words, LINK_WORD.givenUp, 1)
    Atomics.notify(this.#words, LINK_WORD.givenUp)
  }
}
