import type { CellReader } from './cell-reader.js'
import type { NumberForm } from './number-form.js'
import type { Rows } from './rows.js'

/** A column of numbers; NaN where one is missing. */
export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  readonly values: Float64Array
  /** How they were written, where not as JavaScript writes them. */
  readonly form?: NumberForm
  /** Digits of each, where zeros before it bring it to as many as all others have. */
  readonly digits?: number
  /** Whether each has decimals, also `7.0`. */
  readonly decimals?: boolean
}

/** A column of texts: `texts[codes[row]]`, the texts in the order in which they first occur; `NO_TEXT` where one is missing. */
export interface TextColumn {
  readonly kind: 'text'
  readonly name: string
  readonly codes: Uint32Array
  readonly texts: readonly string[]
}

export type Column = NumberColumn | TextColumn

/** What a column has for each row: its numbers, or the codes of its texts. */
export function cellsOf(column: Column): Float64Array | Uint32Array {
  return column.kind === 'number' ? column.values : column.codes
}

/** A column while its cells are read one after the other. */
export class GrowingColumn {
  readonly #reader: CellReader
  #count = 0
  #values: Float64Array | Uint32Array

  /** @param expected values for which there is space from the beginning */
  constructor(reader: CellReader, expected = 16) {
    this.#reader = reader
    this.#values = reader.kind.kind === 'number' ? new Float64Array(expected) : new Uint32Array(expected)
  }

  /** Adds the next cell of the row. Throws BadInput with its line, and adds nothing. */
  add(rows: Rows, cell: number): void {
    this.push(this.#reader.read(rows, cell))
  }

  /** Adds a value that is missing. */
  skip(): void {
    this.push(this.#reader.missing)
  }

  /** Adds missing values up to so many rows, in place of what came of one that cannot be read. */
  fill(rows: number): void {
    this.#count = Math.min(this.#count, rows - 1)
    while (this.#count < rows) this.skip()
  }

  /** The cells added so far. */
  done(): Column {
    const { name, kind, decimals, texts } = this.#reader
    const { form, digits } = kind
    const values = this.#values.subarray(0, this.#count)
    if (values instanceof Float64Array) {
      return {
        kind: 'number',
        name,
        values,
        ...(form && { form }),
        ...(digits && { digits }),
        ...(decimals && { decimals }),
      }
    }
    return { kind: 'text', name, codes: values, texts }
  }

  /** Adds what the reader has made of a cell. */
  push(value: number): void {
    if (this.#count === this.#values.length) {
      const size = 2 * this.#count
      const larger = this.#reader.kind.kind === 'number' ? new Float64Array(size) : new Uint32Array(size)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count++] = value
  }
}
