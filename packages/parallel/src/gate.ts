import { Aborted } from './barrier.js'
import { WORD } from './control.js'

/**
 * A worker at the gate looks at the abort word at least this often, in milliseconds. Seldom, for `abort` wakes it, and
 * whoever wakes for nothing may move the workers of another run to one core for a while.
 */
const NAP = 10_000

/**
 * Where workers wait for the main thread between its commands. The main thread sees that all are there
 * (`gate` rises), reads shared memory in peace, writes the next command and raises `command`.
 */
export class Gate {
  readonly #words: Int32Array
  readonly #workers: number
  #seen = 0

  constructor(words: Int32Array, workers: number) {
    this.#words = words
    this.#workers = workers
  }

  /** Says that this worker is here, without waiting. */
  arrive(): void {
    const words = this.#words
    if (Atomics.add(words, WORD.gated, 1) === this.#workers - 1) {
      Atomics.store(words, WORD.gated, 0)
      Atomics.add(words, WORD.gate, 1)
      Atomics.notify(words, WORD.gate)
    }
  }

  /**
   * Waits for the next command.
   * @returns what `WORD.task` then holds
   * @throws Aborted when the run is given up meanwhile
   */
  next(): number {
    const words = this.#words
    while (Atomics.load(words, WORD.command) === this.#seen && Atomics.load(words, WORD.abort) === 0) {
      Atomics.wait(words, WORD.command, this.#seen, NAP)
    }
    if (Atomics.load(words, WORD.abort) !== 0) throw new Aborted()
    this.#seen++
    return Atomics.load(words, WORD.task)
  }
}
