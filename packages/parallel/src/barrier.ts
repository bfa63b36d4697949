import { commandWord, WORD, workersOf } from './control.js'
import { spin } from './spin.js'

/** The run was given up while this worker waited. It has nothing to say: the cause is elsewhere. */
export class Aborted extends Error {
  override readonly name = 'Aborted'
}

/**
 * Milliseconds that a worker spins before it sleeps: about what it costs to wake one. Whoever it waits for may be waiting
 * for its core, and the system cannot know that a spinning worker has nothing to do: docs/performance.md, "Threads".
 */
const SPIN = 0.02

/** A worker that sleeps looks at the abort word at least this often, in milliseconds. */
const NAP = 100

/**
 * Where workers wait for each other. Everything written before `arrive` by any of them is seen by all after `wait`.
 *
 * One counter, one generation (as ggml's `ggml_barrier`): the last to arrive resets the counter and raises
 * the generation that the others watch. Why it holds:
 * - Nobody can pass early: the generation rises only when all have arrived, and it cannot rise again before
 *   all, this worker included, have arrived again. So "changed" means "this crossing is over".
 * - The counter is reset before the generation rises, hence before anybody can arrive for the next crossing.
 * - No wake-up is lost: a sleeper counts itself before it sleeps. Either the last worker reads that count
 *   after it raised the generation, and notifies; or the sleeper counted itself later, so the generation had
 *   risen before it slept, and `Atomics.wait`, which compares and sleeps in one step, returns at once.
 * - Nobody waits for a dead worker: `abort` raises the generation too, and every wait ends by itself after
 *   `NAP` to read the abort word.
 *
 * Between two crossings nothing is left in the words but the generation, so barriers of different numbers of
 * workers may take each other's place over the same words while nobody is at one.
 */
export class Barrier {
  readonly #words: Int32Array
  readonly #workers: number
  readonly #spins: boolean

  /** @param spins whether a waiting worker may spin: not where there are more workers than cores */
  constructor(words: Int32Array, workers: number, spins: boolean) {
    this.#words = words
    this.#workers = workers
    this.#spins = spins
  }

  /** Says that this worker is here, without waiting. Returns what `wait` takes. */
  arrive(): number {
    const words = this.#words
    const generation = Atomics.load(words, WORD.generation)
    if (Atomics.add(words, WORD.arrived, 1) === this.#workers - 1) {
      Atomics.store(words, WORD.arrived, 0)
      Atomics.add(words, WORD.generation, 1)
      if (Atomics.load(words, WORD.sleepers) > 0) Atomics.notify(words, WORD.generation)
    }
    return generation
  }

  /** Whether `wait` would wait: neither have all arrived nor is the run given up. */
  isShut(generation: number): boolean {
    const words = this.#words
    return Atomics.load(words, WORD.generation) === generation && !isAborted(words)
  }

  /**
   * Waits until all have arrived.
   * @throws Aborted when the run is given up meanwhile
   */
  wait(generation: number): void {
    const words = this.#words
    if (this.#spins) spin(words, WORD.generation, generation, SPIN)
    if (Atomics.load(words, WORD.generation) === generation) this.#sleep(generation)
    if (isAborted(words)) throw new Aborted()
  }

  /** Arrives and waits. */
  cross(): void {
    this.wait(this.arrive())
  }

  #sleep(generation: number): void {
    const words = this.#words
    Atomics.add(words, WORD.sleepers, 1)
    while (Atomics.load(words, WORD.generation) === generation && !isAborted(words)) {
      Atomics.wait(words, WORD.generation, generation, NAP)
    }
    Atomics.sub(words, WORD.sleepers, 1)
  }
}

/** Whether the run was given up. */
export function isAborted(words: Int32Array): boolean {
  return Atomics.load(words, WORD.abort) !== 0
}

/**
 * Gives the run up: everybody at the barrier or at the gate leaves, and nobody stays at a later one. The main
 * thread is woken too: a wait that never ends would keep the memory alive.
 */
export function abort(words: Int32Array): void {
  Atomics.store(words, WORD.abort, 1)
  Atomics.add(words, WORD.generation, 1)
  Atomics.notify(words, WORD.generation)
  for (let rank = 0; rank < workersOf(words); rank++) {
    Atomics.add(words, commandWord(rank), 1)
    Atomics.notify(words, commandWord(rank))
  }
  Atomics.notify(words, WORD.gated)
  Atomics.notify(words, WORD.gate)
}
