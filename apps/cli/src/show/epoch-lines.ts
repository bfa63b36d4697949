/** Lines of a run at most, but for its first and its last epoch. */
const MOST_LINES = 20

/** Milliseconds without a line after which an epoch is said whichever it is: of epochs that take long, each. */
const LONGEST_SILENCE = 5000

/**
 * Says some epochs of a run: the first, the last, about twenty between them, and any after a silence.
 */
export class EpochLines {
  readonly #every: number
  readonly #say: (line: string) => void
  readonly #now: () => number
  #saidAt: number | undefined
  /** The last line, where it was not said. */
  #held: string | undefined

  /**
   * @param epochs of the run
   * @param say writes a line
   * @param now a clock, in milliseconds
   */
  constructor(epochs: number, say: (line: string) => void, now: () => number = () => performance.now()) {
    this.#every = Math.ceil(epochs / MOST_LINES)
    this.#say = say
    this.#now = now
  }

  /** Says an epoch, or holds it back. */
  add(epoch: number, line: string): void {
    const now = this.#now()
    const isSilent = this.#saidAt === undefined || now - this.#saidAt >= LONGEST_SILENCE
    this.#held = line
    if (!isSilent && epoch % this.#every !== 0) return
    this.#saidAt = now
    this.end()
  }

  /** Says the last epoch, where it was held back. */
  end(): void {
    if (this.#held !== undefined) this.#say(this.#held)
    this.#held = undefined
  }
}
