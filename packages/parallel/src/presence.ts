import { arrivalsWord, PHASES, type Phase, phaseWord } from './control.js'
import type { Probe } from './task.js'

/** What a worker shows of itself in the control words: what it does, that it goes on, how often it has arrived at a barrier or the gate. */
export class Presence {
  readonly #words: Int32Array
  readonly #rank: number
  readonly #probe: Probe | undefined
  #phase = 0
  #shown = 0

  constructor(words: Int32Array, rank: number, probe: Probe | undefined) {
    this.#words = words
    this.#rank = rank
    this.#probe = probe
  }

  /** Says what the worker begins now. */
  enter(phase: Phase): void {
    this.#phase = PHASES.indexOf(phase)
    this.goOn()
    if (phase === 'barrier') this.countArrival()
    this.#probe?.enter(this.#rank, phase)
  }

  /** Counts that the worker has come to a barrier or to the gate, or left it. */
  countArrival(): void {
    Atomics.add(this.#words, arrivalsWord(this.#rank), 1)
  }

  /** Shows that the worker lives, in the phase that it has begun. */
  goOn(): void {
    this.#shown = (this.#shown + 1) & 0x7ffffff
    Atomics.store(this.#words, phaseWord(this.#rank), this.#shown * PHASES.length + this.#phase)
  }
}
