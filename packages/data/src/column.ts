import { quote, refuse } from './refuse.js'

/** Numbers of a table lie between − and + this: their squares and quotients stay finite in float32. */
export const LARGEST_NUMBER = 1e20

/** Different texts that a column may hold: each becomes an input, or a class. */
export const MOST_TEXTS = 1000

/** A column of numbers. */
export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  readonly values: Float64Array
}

/** A column of texts: `texts[codes[row]]`, the texts in the order in which they first occur. */
export interface TextColumn {
  readonly kind: 'text'
  readonly name: string
  readonly codes: Uint32Array
  readonly texts: readonly string[]
}

export type Column = NumberColumn | TextColumn

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** What stands for a value that is not known, in any case of letters. */
const MISSING = /^(?:|\?|na|n\/a|nan|null)$/i

/** Whether a cell, without the white space around it, is a number in the decimal notation. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell)
}

/**
 * A column while its cells are read one after the other. The first cell decides whether it holds numbers
 * or texts, unless that is stated; a cell of the other kind is refused, and so is a missing value.
 */
export class GrowingColumn {
  readonly name: string
  readonly #stated: 'number' | 'text' | undefined
  #kind: 'number' | 'text' = 'text'
  readonly #file: string
  #firstLine = 0
  #count = 0
  #values: Float64Array | Uint32Array = new Uint32Array(0)
  readonly #codes = new Map<string, number>()

  constructor(file: string, name: string, kind: 'number' | 'text' | undefined) {
    this.#file = file
    this.name = name
    this.#stated = kind
  }

  /** Adds the next cell, without the white space around it. Throws BadInput with its line. */
  add(cell: string, line: number): void {
    if (MISSING.test(cell)) throw this.#refuse(line, 'a value', `${quote(cell)}, a missing one`)
    if (this.#count === 0) {
      this.#kind = this.#stated ?? (isNumber(cell) ? 'number' : 'text')
      this.#firstLine = line
      this.#values = this.#kind === 'number' ? new Float64Array(16) : new Uint32Array(16)
    } else if (this.#count === this.#values.length) {
      const larger =
        this.#kind === 'number' ? new Float64Array(2 * this.#count) : new Uint32Array(2 * this.#count)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count] = this.#kind === 'number' ? this.#number(cell, line) : this.#code(cell, line)
    this.#count++
  }

  /** The cells added so far. */
  done(): Column {
    const { name } = this
    const values = this.#values.subarray(0, this.#count)
    if (values instanceof Float64Array) return { kind: 'number', name, values }
    return { kind: 'text', name, codes: values, texts: [...this.#codes.keys()] }
  }

  #number(cell: string, line: number): number {
    if (!isNumber(cell)) {
      const before = this.#stated ? '' : ` as in line ${this.#firstLine}`
      throw this.#refuse(line, `a number${before}`, quote(cell))
    }
    const value = Number(cell)
    if (Math.abs(value) > LARGEST_NUMBER)
      throw this.#refuse(line, `a number up to ${LARGEST_NUMBER}`, quote(cell))
    return value
  }

  #code(cell: string, line: number): number {
    if (!this.#stated && isNumber(cell)) {
      const expected = `a text as in line ${this.#firstLine} (or the column among those stated to hold categories)`
      throw this.#refuse(line, expected, `the number ${quote(cell)}`)
    }
    const code = this.#codes.get(cell) ?? this.#codes.size
    if (code === MOST_TEXTS)
      throw this.#refuse(line, `at most ${MOST_TEXTS} different texts`, `one more, ${quote(cell)}`)
    this.#codes.set(cell, code)
    return code
  }

  #refuse(line: number, expected: string, found: string): Error {
    return refuse(this.#file, `line ${line}, column ${quote(this.name)}`, expected, found)
  }
}
