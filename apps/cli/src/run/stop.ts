import { STOP_SIGNALS, type StopSignal } from '../exit.js'

/**
 * Whether a signal has asked a run to stop. Only while it listens: before and after that a signal ends the
 * process as it ends any other, also while the main thread computes; there is nothing to keep then.
 */
export class StopRequest {
  #signal: StopSignal | undefined
  #act: () => void = () => {}

  /** The signal that came, if any did. */
  get signal(): StopSignal | undefined {
    return this.#signal
  }

  /** From here on the first signal is noted, and `act` is called; a second one ends the process at once. */
  listen(act: () => void): void {
    this.#act = act
    for (const signal of Object.keys(STOP_SIGNALS)) process.on(signal, this.#note)
  }

  /** Leaves signals to the system again. */
  leave(): void {
    for (const signal of Object.keys(STOP_SIGNALS)) process.off(signal, this.#note)
  }

  readonly #note = (signal: StopSignal): void => {
    if (this.#signal) process.exit(STOP_SIGNALS[signal])
    this.#signal = signal
    this.#act()
  }
}
