import { formText, type NumberForm, readNumber } from './number-form.js'
import { readPlain } from './plain-number.js'
import { quote, refuse } from './refuse.js'
import type { Rows } from './rows.js'

export { isNumber } from './plain-number.js'

/** Numbers of a table lie between − and + this: scaled or not, they stay finite in float32. */
export const LARGEST_NUMBER = 1e35

/** Different texts that a column may hold: each becomes an input, or a class. */
export const MOST_TEXTS = 1000

/** The code of a text that is missing. */
export const NO_TEXT = 2 ** 32 - 1

/** A column of numbers; NaN where one is missing. */
export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  readonly values: Float64Array
  /** How they were written, where not as JavaScript writes them. */
  readonly form?: NumberForm
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

/** What a column holds, and how its numbers are written. */
export interface ColumnKind {
  readonly kind: 'number' | 'text'
  readonly form?: NumberForm
  /** Whether that is stated, by the user or by a model. */
  readonly stated: boolean
}

/** A column while its cells are read one after the other. */
export class GrowingColumn {
  readonly name: string
  readonly #file: string
  readonly #kind: ColumnKind
  #count = 0
  #values: Float64Array | Uint32Array
  #decimals = true
  readonly #codes = new Map<string, number>()

  constructor(file: string, name: string, kind: ColumnKind) {
    this.#file = file
    this.name = name
    this.#kind = kind
    this.#values = kind.kind === 'number' ? new Float64Array(16) : new Uint32Array(16)
  }

  /** Adds the next cell of the row. Throws BadInput with its line, and adds nothing. */
  add(bytes: Uint8Array, rows: Rows, cell: number): void {
    this.#push(this.#kind.kind === 'number' ? this.#number(bytes, rows, cell) : this.#code(rows, cell))
  }

  /** Adds a value that is missing. */
  skip(): void {
    this.#push(this.#kind.kind === 'number' ? Number.NaN : NO_TEXT)
  }

  /** Adds missing values up to so many rows, in place of what came of one that cannot be read. */
  fill(rows: number): void {
    this.#count = Math.min(this.#count, rows - 1)
    while (this.#count < rows) this.skip()
  }

  /** The cells added so far. */
  done(): Column {
    const { name } = this
    const { form } = this.#kind
    const values = this.#values.subarray(0, this.#count)
    if (values instanceof Float64Array) {
      return {
        kind: 'number',
        name,
        values,
        ...(form && { form }),
        ...(this.#decimals && { decimals: true }),
      }
    }
    return { kind: 'text', name, codes: values, texts: [...this.#codes.keys()] }
  }

  #push(value: number): void {
    if (this.#count === this.#values.length) {
      const size = 2 * this.#count
      const larger = this.#kind.kind === 'number' ? new Float64Array(size) : new Uint32Array(size)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count++] = value
  }

  #number(bytes: Uint8Array, rows: Rows, cell: number): number {
    const { form } = this.#kind
    const value = form
      ? readNumber(rows.text(cell), form)
      : readPlain(bytes, rows.start(cell), rows.end(cell))
    if (value === undefined || Number.isNaN(value)) {
      const how = form ? ` (${formText(form)})` : ''
      throw this.#refuse(rows, `a number${how}`, quote(rows.text(cell)))
    }
    if (Math.abs(value) > LARGEST_NUMBER) {
      throw this.#refuse(rows, `a number up to ${LARGEST_NUMBER}`, quote(rows.text(cell)))
    }
    if (this.#decimals && Number.isInteger(value)) {
      this.#decimals = bytes.subarray(rows.start(cell), rows.end(cell)).includes(0x2e)
    }
    return value
  }

  #code(rows: Rows, cell: number): number {
    const text = rows.text(cell)
    const code = this.#codes.get(text) ?? this.#codes.size
    if (code === MOST_TEXTS) {
      throw this.#refuse(rows, `at most ${MOST_TEXTS} different texts`, `one more, ${quote(text)}`)
    }
    this.#codes.set(text, code)
    return code
  }

  #refuse(rows: Rows, expected: string, found: string): Error {
    return refuse(this.#file, `line ${rows.line}, column ${quote(this.name)}`, expected, found)
  }
}
