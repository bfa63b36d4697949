/**
 * Which columns have had no value so far. One that never has is left out, so what it misses is refused where a value
 * comes after all.
 */
export class EmptyColumns {
  /** 1 for each column that may be empty still. */
  readonly #isEmpty: Uint8Array
  readonly #refusals = new Map<number, Error>()

  /** @param mayBeEmpty of each column, whether it is left out where it holds nothing */
  constructor(mayBeEmpty: readonly boolean[]) {
    this.#isEmpty = Uint8Array.from(mayBeEmpty, Number)
  }

  /** Takes a value of a column. Throws what it missed before, where that was refused. */
  fill(column: number): void {
    if (this.#isEmpty[column] === 0) return
    this.#isEmpty[column] = 0
    const refusal = this.#refusals.get(column)
    if (refusal) throw refusal
  }

  /** Takes a missing value that is to be refused: at once, or when the column has another. */
  refuse(column: number, refusal: () => Error): void {
    if (this.#isEmpty[column] === 0) throw refusal()
    if (!this.#refusals.has(column)) this.#refusals.set(column, refusal())
  }

  /** Whether a column that may be empty has had no value. */
  has(column: number): boolean {
    return this.#isEmpty[column] === 1
  }
}
