/** Tells which other ranks give no sign of life any more. */
export class FailureDetector {
  readonly #patience: number
  /** Milliseconds since the last sign of each rank that is watched. */
  readonly #silence = new Map<number, number>()

  /** @param patience milliseconds of silence after which a rank is lost */
  constructor(patience: number) {
    this.#patience = patience
  }

  /** Begins to watch a rank, or takes a sign of life of one that is watched. */
  hear(rank: number): void {
    this.#silence.set(rank, 0)
  }

  /** Watches a rank no longer. */
  forget(rank: number): void {
    this.#silence.delete(rank)
  }

  /** Whether a rank is watched. */
  watches(rank: number): boolean {
    return this.#silence.has(rank)
  }

  /**
   * Lets time go by.
   * @param elapsed milliseconds in which signs of life could be taken: not those in which this process was stopped itself
   * @returns the rank that is silent for the longest time, where that is too long
   */
  elapse(elapsed: number): number | undefined {
    let lost: number | undefined
    let longest = this.#patience
    for (const [rank, silence] of this.#silence) {
      this.#silence.set(rank, silence + elapsed)
      if (silence + elapsed <= longest) continue
      longest = silence + elapsed
      lost = rank
    }
    return lost
  }
}
