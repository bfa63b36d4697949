import { setEnvironmentData } from 'node:worker_threads'
import { PHASES } from '@antigrad/parallel'
import { PHASE_TIMES } from './phase-times.js'
import { type PhaseSeconds, phaseSeconds } from './phases.js'

/** The URL of the probe, for `ParallelOptions.probe`. */
export const PROBE = new URL('./probe.js', import.meta.url).href

/**
 * Wakes the probe in the workers that start next, and reads what it found. Asleep the probe only looks whether
 * it should wake: some nanoseconds a phase. All methods are to be called while the workers stand at the gate.
 */
export class PhaseClock {
  readonly #workers: number
  /** How often the probe was woken; 0 while it sleeps. */
  readonly #awake: Int32Array
  /** [workers × phases], milliseconds. */
  readonly #times: Float64Array
  #woken = 0

  constructor(workers: number) {
    const word = Float64Array.BYTES_PER_ELEMENT
    const shared = new SharedArrayBuffer(word + workers * PHASES.length * word)
    this.#workers = workers
    this.#awake = new Int32Array(shared, 0, 1)
    this.#times = new Float64Array(shared, word)
    setEnvironmentData(PHASE_TIMES, shared)
  }

  /** Begins to add up, from nothing. */
  start(): void {
    this.#times.fill(0)
    this.#awake[0] = ++this.#woken
  }

  /** Ends it. Returns the mean over the workers. */
  stop(): PhaseSeconds {
    this.#awake[0] = 0
    return phaseSeconds((_, phase) => {
      let sum = 0
      for (let rank = 0; rank < this.#workers; rank++) sum += this.#times[rank * PHASES.length + phase]
      return sum / this.#workers / 1000
    })
  }
}
