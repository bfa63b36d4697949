import { Worker } from 'node:worker_threads'
import { WorkerLost } from '@antigrad/core'

/** What a thread answers. */
export type Answer = { readonly value: unknown } | { readonly error: string }

/** What a thread is. */
export interface ThreadSpec {
  /** For people: what it does. */
  readonly name: string
  readonly file: URL
  readonly data?: unknown
}

/** Who waits for an answer. */
interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * A thread that is asked for one thing after another and answers in their order; what it answers first says that it is ready.
 * It keeps the process alive only while it is asked for something.
 *
 * @typeParam Answers what each kind of ask is answered with
 */
export class AskedThread<
  Ready,
  Ask extends { readonly kind: string },
  Answers extends Record<Ask['kind'], unknown>,
> {
  /** @throws WorkerLost where the thread cannot begin */
  readonly ready: Promise<Ready>
  readonly #name: string
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #failure: WorkerLost | undefined

  /** @param hear takes what the thread says unasked */
  constructor({ name, file, data }: ThreadSpec, hear: (said: object) => void = () => {}) {
    this.#name = name
    this.#worker = new Worker(file, { workerData: data })
    this.#worker.on('message', (said: object) => {
      if ('value' in said || 'error' in said) this.#take(said as Answer)
      else hear(said)
    })
    this.#worker.on('error', (error) => this.#fail(error.message))
    this.#worker.on('exit', () => this.#fail('it has ended'))
    this.ready = this.#next() as Promise<Ready>
  }

  /** @throws WorkerLost where the thread fails */
  ask<Kind extends Ask['kind']>(ask: Extract<Ask, { readonly kind: Kind }>): Promise<Answers[Kind]> {
    const answer = this.#next()
    this.#worker.postMessage(ask)
    return answer as Promise<Answers[Kind]>
  }

  #next(): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure)
    this.#worker.ref()
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if ('error' in answer) waiting?.reject(this.#lost(answer.error))
    else waiting?.resolve(answer.value)
  }

  #fail(cause: string): void {
    this.#failure ??= this.#lost(cause)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }

  #lost(cause: string): WorkerLost {
    return new WorkerLost(`${this.#name}: ${cause}`)
  }
}
