/** Multiplications of a piece, some hundredths of a second of them: what else the thread has to do waits no longer. */
const PIECE = 2 ** 28

/** Steps in pieces, after each of which the thread does what waits: events, timers, drawing. */
export class Pieces {
  /** Steps of a piece. */
  readonly steps: number
  #left: number

  /** @param parameters of the network */
  constructor(parameters: number, batchSize: number) {
    // Forward, backward, gradient.
    this.steps = Math.max(1, Math.floor(PIECE / (3 * parameters * batchSize)))
    this.#left = this.steps
  }

  /** Counts steps that were trained, and waits where they make a piece. Timers take milliseconds, so not after each step. */
  async count(steps: number): Promise<void> {
    this.#left -= steps
    if (this.#left > 0) return
    this.#left = this.steps
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
  }
}
