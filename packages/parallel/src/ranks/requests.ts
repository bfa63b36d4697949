import type { Arena } from '@antigrad/core/internal'

/** int32 words between two that several threads watch, so that no two share a cache line. */
const SPACING = 16

/** Where each word lies. */
const WORD = { posted: 0 * SPACING, done: 1 * SPACING, waiting: 2 * SPACING, ring: 3 * SPACING } as const

/** Requests that may wait at once: more than a step or the end of an epoch ever asks for. */
const RING = 256

/** int32 words of a request: its kind and two numbers. */
const WORDS = 3

/** What the thread that exchanges is asked to do. */
export const REQUEST = { quit: 0, agree: 1, sum: 2, gather: 3 } as const

/** A request: of `sum` the layer and the rows of the minibatch. */
export interface Request {
  readonly kind: number
  readonly layer: number
  readonly count: number
}

/** A thread that sleeps looks at least this often, in milliseconds, whether the run is given up. */
const NAP = 100

/**
 * What one worker, or the main thread while no worker is active, asks of the thread that exchanges: done in the order of
 * asking. Both counts wrap around; their differences do not. Whoever waits sleeps: the thread that it waits for needs a core, and
 * may have none but this one.
 */
export class Requests {
  readonly #words: Int32Array
  readonly #isOver: () => boolean

  /** @param isOver whether the run is given up: nobody waits any longer */
  constructor(words: Int32Array, isOver: () => boolean) {
    this.#words = words
    this.#isOver = isOver
  }

  /** How many have been posted. */
  get posted(): number {
    return Atomics.load(this.#words, WORD.posted)
  }

  /** Asks. By one thread at a time. */
  post(kind: number, layer = 0, count = 0): void {
    const words = this.#words
    const posted = Atomics.load(words, WORD.posted)
    words.set([kind, layer, count], slotOf(posted))
    Atomics.store(words, WORD.posted, (posted + 1) | 0)
    Atomics.notify(words, WORD.posted)
  }

  /**
   * The next request, when there is one; undefined where the run is given up before. By the thread that exchanges, which then
   * calls `finish`.
   */
  next(): Request | undefined {
    const words = this.#words
    const done = Atomics.load(words, WORD.done)
    if (!this.#changes(WORD.posted, done, () => undefined)) return undefined
    const [kind, layer, count] = words.subarray(slotOf(done), slotOf(done) + WORDS)
    return { kind, layer, count }
  }

  /** Says that the last request is done. */
  finish(): void {
    Atomics.add(this.#words, WORD.done, 1)
    Atomics.notify(this.#words, WORD.done)
  }

  /**
   * Waits until so many have been done.
   * @param goOn called now and then: shows that the caller lives
   * @returns false where the run is given up before
   */
  await(requests: number, goOn: () => void): boolean {
    const words = this.#words
    Atomics.add(words, WORD.waiting, 1)
    Atomics.notify(words, WORD.waiting)
    try {
      for (;;) {
        const done = Atomics.load(words, WORD.done)
        if (((done - requests) | 0) >= 0) return true
        if (!this.#changes(WORD.done, done, goOn)) return false
      }
    } finally {
      Atomics.sub(words, WORD.waiting, 1)
    }
  }

  /** How many threads wait for what is being done. */
  get waiting(): number {
    return Atomics.load(this.#words, WORD.waiting)
  }

  /** Sleeps while so many wait, for so many milliseconds at most. By the thread that exchanges. */
  sleepWhile(waiting: number, milliseconds: number): void {
    Atomics.wait(this.#words, WORD.waiting, waiting, milliseconds)
  }

  /** Waits until a word no longer holds `value`: false where the run is given up before. */
  #changes(word: number, value: number, goOn: () => void): boolean {
    const words = this.#words
    while (Atomics.load(words, word) === value) {
      if (this.#isOver()) return false
      goOn()
      Atomics.wait(words, word, value, NAP)
    }
    return true
  }
}

function slotOf(request: number): number {
  return WORD.ring + ((request >>> 0) % RING) * WORDS
}

/** Words for `Requests`, the next part of `arena`. */
export function allocateRequests(arena: Arena): Int32Array {
  return arena.int32(WORD.ring + RING * WORDS)
}
