import { Aborted, isAborted } from './barrier.js'
import { arrivalsWord, claimsWord, commandWord, WORD, workersOf } from './control.js'

/**
 * A worker at the gate looks at the abort word at least this often, in milliseconds. Seldom, for `abort` wakes it, and
 * whoever wakes for nothing may move the workers of another run to one core for a while.
 */
const NAP = 10_000

/** The same for worker 0 while it waits for the others: `abort` may come between its look at the word and its sleep. */
const SHORT_NAP = 100

/**
 * Where workers wait between commands. The main thread sees that all are there (`gate` rises), reads shared memory in
 * peace and gives the next command. Between two steps worker 0 may do so too: it waits until all others are there and
 * has another number of them go on. Who is not active stays at the gate.
 */
export class Gate {
  readonly #words: Int32Array
  readonly #workers: number
  readonly #command: number
  #seen = 0

  constructor(words: Int32Array, rank: number) {
    this.#words = words
    this.#workers = workersOf(words)
    this.#command = commandWord(rank)
  }

  /** Says that this worker is here, without waiting. */
  arrive(): void {
    const words = this.#words
    const gated = Atomics.add(words, WORD.gated, 1) + 1
    if (gated === this.#workers) {
      Atomics.add(words, WORD.gate, 1)
      Atomics.notify(words, WORD.gate)
    } else Atomics.notify(words, WORD.gated)
  }

  /**
   * Waits for the next command.
   * @returns what `WORD.task` then holds
   * @throws Aborted when the run is given up meanwhile
   */
  next(): number {
    const words = this.#words
    while (Atomics.load(words, this.#command) === this.#seen && !isAborted(words)) {
      Atomics.wait(words, this.#command, this.#seen, NAP)
    }
    if (isAborted(words)) throw new Aborted()
    this.#seen++
    return Atomics.load(words, WORD.task)
  }

  /**
   * Waits until all others are at the gate.
   * @throws Aborted when the run is given up meanwhile
   */
  awaitOthers(): void {
    const words = this.#words
    for (;;) {
      const gated = Atomics.load(words, WORD.gated)
      if (isAborted(words)) throw new Aborted()
      if (gated === this.#workers - 1) return
      Atomics.wait(words, WORD.gated, gated, SHORT_NAP)
    }
  }
}

/**
 * Gives a command to the workers `from` … `active` − 1, all of whom are at the gate: those of lower rank know it already.
 * @param active how many workers take part
 */
export function giveCommand(words: Int32Array, task: number, active: number, from = 0): void {
  Atomics.store(words, WORD.task, task)
  Atomics.store(words, WORD.active, active)
  Atomics.store(words, WORD.gated, workersOf(words) - active)
  for (let rank = 0; rank < active; rank++) {
    Atomics.store(words, arrivalsWord(rank), 0)
    Atomics.store(words, claimsWord(rank), 0)
  }
  for (let rank = from; rank < active; rank++) {
    Atomics.add(words, commandWord(rank), 1)
    Atomics.notify(words, commandWord(rank))
  }
}
