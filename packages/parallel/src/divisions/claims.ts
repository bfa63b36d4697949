import { claimsWord } from '../control.js'

/**
 * Who does what within a phase. The work is cut into pieces, as many for each worker. A worker takes its own
 * pieces first, whose weights its cache still holds, then what others have not begun: a core that is slower than
 * another, or busy with something else, does less, and nobody waits for more than a piece. Who does a piece
 * decides how fast, never what. Where each has one piece, which is small, it takes that and no other: to ask for
 * more would cost a good part of it.
 *
 * Each worker's pieces have one word, which counts those taken since the command was given (gate.ts sets it
 * to 0) and wraps around. Why no piece
 * is lost or done twice: the word grows by compare-and-exchange alone, by one, and never beyond the pieces of the
 * phase; and where there are several, all begin the next phase after a barrier, which each reaches only when no
 * piece is left.
 */
export class Claims {
  readonly #words: Int32Array
  readonly #rank: number
  readonly #workers: number
  readonly #pieces: number
  readonly #alive: () => void
  /** What every word holds when all pieces of the phases before are taken. */
  #before: number

  /**
   * @param pieces of each worker in a phase
   * @param alive called after a piece, where there are several: shows that the worker goes on
   */
  constructor(words: Int32Array, rank: number, workers: number, pieces: number, alive: () => void) {
    this.#words = words
    this.#rank = rank
    this.#workers = workers
    this.#pieces = pieces
    this.#alive = alive
    this.#before = -pieces
  }

  /** Called before the first phase after a command. */
  begin(): void {
    this.#before = -this.#pieces
  }

  /** Begins a phase, where there are several pieces after a barrier that all cross, and takes the first piece: see `next`. */
  first(): number {
    if (this.#pieces === 1) return this.#rank
    this.#before = (this.#before + this.#pieces) | 0
    return this.next()
  }

  /** Takes a piece, in 0 … workers × pieces; those of rank r begin at r × pieces. −1 when none is left. */
  next(): number {
    const pieces = this.#pieces
    if (pieces === 1) return -1
    this.#alive()
    for (let help = 0; help < this.#workers; help++) {
      const owner = (this.#rank + help) % this.#workers
      const taken = this.#take(claimsWord(owner))
      if (taken < pieces) return owner * pieces + taken
    }
    return -1
  }

  /** How many pieces were taken before this one; all of them where none was left. */
  #take(word: number): number {
    const words = this.#words
    for (;;) {
      const value = Atomics.load(words, word)
      const taken = (value - this.#before) | 0
      if (taken >= this.#pieces) return taken
      if (Atomics.compareExchange(words, word, value, (value + 1) | 0) === value) return taken
    }
  }
}
