import { setEnvironmentData } from 'node:worker_threads'
import { PHASES, type Phase } from '@antigrad/parallel'
import { PHASE_TIMES } from './phase-times.js'

/** Seconds of each phase, as `probe.ts` adds them up in the workers. */
export type PhaseSeconds = Readonly<Record<Phase, number>>

/** The URL of the probe, for `ParallelOptions.probe`. */
export const PROBE = new URL('./probe.js', import.meta.url).href

/** Where the workers that start next add up what they spend in each phase. */
export class PhaseClock {
  readonly #workers: number
  /** [workers × phases], milliseconds. */
  readonly #times: Float64Array

  constructor(workers: number) {
    const shared = new SharedArrayBuffer(workers * PHASES.length * Float64Array.BYTES_PER_ELEMENT)
    this.#workers = workers
    this.#times = new Float64Array(shared)
    setEnvironmentData(PHASE_TIMES, shared)
  }

  /** Begins anew. To be called while the workers stand at the gate. */
  reset(): void {
    this.#times.fill(0)
  }

  /** The mean over the workers. */
  read(): PhaseSeconds {
    const mean = (phase: number): number => {
      let sum = 0
      for (let rank = 0; rank < this.#workers; rank++) sum += this.#times[rank * PHASES.length + phase]
      return sum / this.#workers / 1000
    }
    return Object.fromEntries(PHASES.map((name, phase) => [name, mean(phase)])) as unknown as PhaseSeconds
  }
}
