import { Worker } from 'node:worker_threads'
import { WorkerLost } from '@antigrad/core'
import { LINK_WORD } from '../mpi/mpi-link.js'
import type { Answer, Answers, Ask, Started, ThreadData } from './asks.js'

/** Who waits for an answer. */
interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The thread that owns MPI, as the main thread sees it. It keeps the process alive only while it is asked for something. */
export class ExchangeThread {
  readonly #worker: Worker
  readonly #words: Int32Array
  readonly #waiting: Waiting[] = []
  #failure: WorkerLost | undefined

  /** @param file of the MPI library */
  private constructor(file: string) {
    this.#words = new Int32Array(new SharedArrayBuffer(4))
    const data: ThreadData = { file, words: this.#words }
    this.#worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: data })
    this.#worker.on('message', (said: Started | Answer) => this.#take(said))
    this.#worker.on('error', (error) => this.#fail(error.message))
    this.#worker.on('exit', () => this.#fail('it has ended'))
  }

  /**
   * Starts the thread, and MPI in it.
   * @param file of the MPI library
   */
  static async start(file: string): Promise<{ readonly thread: ExchangeThread; readonly started: Started }> {
    const thread = new ExchangeThread(file)
    const said = await thread.#next()
    return { thread, started: said as Started }
  }

  /** @throws WorkerLost where MPI, or the thread, has failed */
  async ask<Kind extends Ask['kind']>(ask: Extract<Ask, { kind: Kind }>): Promise<Answers[Kind]> {
    const answer = this.#next()
    this.#worker.postMessage(ask)
    const { value } = (await answer) as { readonly value: Answers[Kind] }
    return value
  }

  /** Has the thread leave the message that it waits for, if any. Nothing can be exchanged afterwards. */
  giveUp(): void {
    Atomics.store(this.#words, LINK_WORD.givenUp, 1)
    Atomics.notify(this.#words, LINK_WORD.givenUp)
  }

  #next(): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure)
    this.#worker.ref()
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  #take(said: Started | Answer): void {
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if ('error' in said) waiting?.reject(lost(said.error))
    else waiting?.resolve(said)
  }

  #fail(cause: string): void {
    this.#failure ??= lost(cause)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}

function lost(cause: string): WorkerLost {
  return new WorkerLost(`the thread that exchanges with other ranks: ${cause}`)
}
