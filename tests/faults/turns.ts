/**
 * Lets one of several parties at a time do one step, chosen when all of them have come to their next: any
 * order of their steps can be had, whatever time each takes.
 */
export class Turns {
  #parties: number
  #waiting: (() => void)[] = []
  readonly #choose: (among: number) => number

  constructor(parties: number, choose: (among: number) => number) {
    this.#parties = parties
    this.#choose = choose
  }

  /** Waits for its turn. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
      this.#advance()
    })
  }

  /** A party takes no more turns. */
  leave(): void {
    this.#parties--
    this.#advance()
  }

  #advance(): void {
    if (this.#waiting.length < this.#parties || this.#parties === 0) return
    const [chosen] = this.#waiting.splice(this.#choose(this.#parties), 1)
    chosen()
  }
}
