import { STOP_SIGNALS, type StopSignal } from '../exit.js'

/**
 * Milliseconds within which a second signal counts as the first: GNU `timeout` signals its child and then the
 * whole group that it is in, and a package manager may pass on what the terminal has sent to both.
 */
const SAME_SIGNAL = 300

/**
 * Whether a signal has asked a run to stop. Only while it listens: before and after that a signal ends the
 * process as it ends any other, also while the main thread computes; there is nothing to keep then.
 */
export class StopRequest {
  #signal: StopSignal | undefined
  #noted = 0
  #act: (signal: StopSignal) => void = () => {}

  /** The signal that came, if any did. */
  get signal(): StopSignal | undefined {
    return this.#signal
  }

  /** From here on the first signal is noted, and `act` is called; a later one ends the process at once. */
  listen(act: (signal: StopSignal) => void): void {
    this.#act = act
    for (const signal of Object.keys(STOP_SIGNALS)) process.on(signal, this.#note)
  }

  /** Asks the run to stop as `signal` would, where nothing has asked before: other ranks may have had the same signal. */
  ask(signal: StopSignal): void {
    if (!this.#signal) this.#note(signal)
  }

  /** Leaves signals to the system again; not after one has come: the same may still come once more. */
  leave(): void {
    if (this.#signal) return
    for (const signal of Object.keys(STOP_SIGNALS)) process.off(signal, this.#note)
  }

  readonly #note = (signal: StopSignal): void => {
    const now = performance.now()
    if (!this.#signal) {
      this.#signal = signal
      this.#noted = now
      this.#act(signal)
    } else if (now - this.#noted >= SAME_SIGNAL) process.exit(STOP_SIGNALS[signal])
  }
}
