import { STOP_SIGNALS, type StopSignal } from '../exit.js'

/**
 * Whether a signal has asked the run to stop. The first one is noted, and `act` is called; the second ends
 * the process at once.
 */
export class StopRequest {
  #signal: StopSignal | undefined
  #act: () => void = () => process.exit(this.#signal && STOP_SIGNALS[this.#signal])

  constructor() {
    for (const signal of Object.keys(STOP_SIGNALS) as StopSignal[]) {
      process.on(signal, () => {
        if (this.#signal) process.exit(STOP_SIGNALS[signal])
        this.#signal = signal
        this.#act()
      })
    }
  }

  /** The signal that came, if any did. */
  get signal(): StopSignal | undefined {
    return this.#signal
  }

  /** What to do when a signal comes. Before this is called the process ends at once: there is nothing to keep. */
  onSignal(act: () => void): void {
    this.#act = act
  }
}
