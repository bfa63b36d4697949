import { WorkerLost } from '@antigrad/core'
import { AskedThread } from '../threads/asked-thread.js'
import { type Answers, type Ask, type Told, WATCH_WORD, type WatchData } from './asks.js'

/** Milliseconds that the end of a job waits for the others to be told of it. */
const TIME_TO_TELL = 200

/** The thread that watches over the other ranks, as the main thread sees it. When it is ready it says at what port it listens. */
export class Watchdog extends AskedThread<number, Ask, Answers> {
  /** Rejects where another rank is lost. The process ends 2 s later, with code 5, unless it has ended before. */
  readonly lost: Promise<never>
  readonly #words: Int32Array

  constructor() {
    const words = new Int32Array(new SharedArrayBuffer(4))
    const data: WatchData = { words }
    let lose: (error: WorkerLost) => void = () => {}
    super(
      {
        name: 'the thread that watches over other ranks',
        file: new URL('./thread.js', import.meta.url),
        data,
      },
      (said) => lose(new WorkerLost((said as Told).lost)),
    )
    this.#words = words
    this.lost = new Promise((_, reject) => {
      lose = reject
    })
    this.lost.catch(() => {})
  }

  /** Tells the other ranks that this one ends the job, so that they end with the same code. Returns when they are told. */
  announceEnd(code: number): void {
    this.ask({ kind: 'end', code }).catch(() => {})
    Atomics.wait(this.#words, WATCH_WORD.told, 0, TIME_TO_TELL)
  }
}
