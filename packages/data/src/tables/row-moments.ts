import { murmurHash } from '../murmur-hash.js'
import type { ColumnMoments } from './scaling.js'

const WORD = 2 ** 32

/**
 * What one pass over the rows of a large table learns: which are for testing, and the moments of each column of the others.
 * A row's side follows from the seed and a hash of its features: no other row is asked, and equal ones are on one side.
 */
export class RowMoments {
  readonly #columns: number
  readonly #seed: number
  readonly #bound: number
  readonly #row: Float64Array
  readonly #words: Uint32Array
  readonly #counts: Float64Array
  readonly #means: Float64Array
  readonly #squares: Float64Array
  readonly #least: Float64Array
  readonly #most: Float64Array
  /** Values of each column in all rows; and whether each has been one more than the one before. */
  readonly #filled: Float64Array
  readonly #last: Float64Array
  readonly #counting: Uint8Array
  /** Of each row, 1 where it is for testing. */
  #sides = new Uint8Array(1024)
  train = 0
  test = 0

  /** @param fraction of the rows that are for testing: from 0, and below 1 */
  constructor(columns: number, seed: number, fraction: number) {
    this.#columns = columns
    this.#seed = seed | 0
    this.#bound = fraction * WORD
    this.#row = new Float64Array(columns)
    this.#words = new Uint32Array(this.#row.buffer)
    const zeros = (): Float64Array => new Float64Array(columns)
    this.#counts = zeros()
    this.#means = zeros()
    this.#squares = zeros()
    this.#filled = zeros()
    this.#last = zeros()
    this.#least = zeros().fill(Number.POSITIVE_INFINITY)
    this.#most = zeros().fill(Number.NEGATIVE_INFINITY)
    this.#counting = new Uint8Array(columns).fill(1)
  }

  /** Takes the next row, whose features begin at `from`. */
  add(cells: Float64Array, from: number): void {
    const row = this.#row
    // NaN has many bits, of which any may come; + 0 makes one zero of two.
    for (let at = 0; at < row.length; at++) {
      const value = cells[from + at]
      row[at] = Number.isNaN(value) ? Number.NaN : value + 0
    }
    const isTest = murmurHash(this.#words, this.#seed) < this.#bound
    this.#keepSide(isTest)
    for (let at = 0; at < this.#columns; at++) {
      const value = row[at]
      if (Number.isNaN(value)) continue
      if (this.#counting[at] === 1 && this.#filled[at] > 0 && value !== this.#last[at] + 1)
        this.#counting[at] = 0
      this.#last[at] = value
      this.#filled[at]++
      if (isTest) continue
      // Welford 1962: a mean far from 0 costs no digits.
      const count = ++this.#counts[at]
      const off = value - this.#means[at]
      const mean = this.#means[at] + off / count
      this.#means[at] = mean
      this.#squares[at] += off * (value - mean)
      if (value < this.#least[at]) this.#least[at] = value
      if (value > this.#most[at]) this.#most[at] = value
    }
  }

  /** Whether a row is for testing, by its number among those that were taken. */
  isTest(row: number): boolean {
    return this.#sides[row] === 1
  }

  #keepSide(isTest: boolean): void {
    const row = this.train + this.test
    if (row === this.#sides.length) {
      const larger = new Uint8Array(2 * row)
      larger.set(this.#sides)
      this.#sides = larger
    }
    this.#sides[row] = isTest ? 1 : 0
    if (isTest) this.test++
    else this.train++
  }

  /** Whether some rows have no value in a column. */
  hasGaps(column: number): boolean {
    return this.#filled[column] < this.train + this.test
  }

  /** Whether a column counts the rows in their order. */
  countsRows(column: number): boolean {
    return this.#counting[column] === 1 && this.#filled[column] > 1 && !this.hasGaps(column)
  }

  /** Of the rows to train on. */
  momentsOf(column: number): ColumnMoments {
    const count = this.#counts[column]
    return {
      least: this.#least[column],
      most: this.#most[column],
      mean: count > 0 ? this.#means[column] : 0,
      spread: count > 0 ? Math.sqrt(this.#squares[column] / count) : 0,
    }
  }
}
