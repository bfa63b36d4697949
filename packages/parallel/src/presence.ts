import { arrivalsWord, PHASES, type Phase, phaseWord } from './control.js'
import type { Probe } from './task.js'

/** What a worker shows of itself in the control words: what it does, that it goes on, how often it has arrived at a barrier or the gate. */
export class Presence {
  readonly #words: Int32Array
  readonly #rank: number
  readonly #probe: Probe | undefined
  #phase = 0
  #shown = 0
  #arrivals = 0

  constructor(words: Int32Array, rank: number, probe: Probe | undefined) {
    this.#words = words
    this.#rank = rank
    this.#probe = probe
  }

  /** Says what the worker begins now. `barrier` and `gate` count as arrivals. */
  enter(phase: Phase): void {
    this.#phase = PHASES.indexOf(phase)
    this.goOn()
    if (phase === 'barrier' || phase === 'gate') {
      Atomics.store(this.#words, arrivalsWord(this.#rank), ++this.#arrivals)
    }
    this.#probe?.enter(this.#rank, phase)
  }

  /** Shows that the worker lives, in the phase that it has begun. */
  goOn(): void {
    this.#shown = (this.#shown + 1) & 0x7ffffff
    Atomics.store(this.#words, phaseWord(this.#rank), this.#shown * PHASES.length + this.#phase)
  }
}
