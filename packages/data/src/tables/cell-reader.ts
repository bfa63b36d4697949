import { quote, refuse, word } from '../refuse.js'
import { formText, type NumberForm, readNumber, takeApart } from './number-form.js'
import type { Rows } from './rows.js'
import { MOST_TEXTS, TextCodes } from './text-codes.js'

/** Numbers of a table lie between − and + this: scaled or not, they stay finite in float32. */
const LARGEST_NUMBER = 1e35

/** The code of a text that is missing. */
export const NO_TEXT = 2 ** 32 - 1

/** What a column holds, and how its numbers are written. */
export interface ColumnKind {
  readonly kind: 'number' | 'text'
  readonly form?: NumberForm
  /** Digits of each number, where zeros before it bring it to as many as all others have. */
  readonly digits?: number
  /** Whether that is stated, by the user or by a model. */
  readonly stated: boolean
  /** Of its texts, where all its cells have been looked at. */
  readonly codes?: TextCodes
  /** Names of all columns of more different texts than are taken, where there are several. */
  readonly many?: readonly string[]
}

/** Reads the cells of a column as numbers: of texts, as the code of each. */
export class CellReader {
  readonly name: string
  readonly kind: ColumnKind
  readonly #file: string
  #decimals = true
  readonly #codes: TextCodes

  constructor(file: string, name: string, kind: ColumnKind) {
    this.#file = file
    this.name = name
    this.kind = kind
    this.#codes = kind.codes ?? new TextCodes()
  }

  /** What stands for a value that is missing. */
  get missing(): number {
    return this.kind.kind === 'number' ? Number.NaN : NO_TEXT
  }

  /** Whether each number so far has decimals, also `7.0`. */
  get decimals(): boolean {
    return this.#decimals
  }

  /** The texts so far, or of all cells, by their codes. */
  get texts(): string[] {
    return this.#codes.texts
  }

  /** The number of a cell, or the code of its text. Throws BadInput with its line for what is neither. */
  read(rows: Rows, cell: number): number {
    return this.kind.kind === 'number' ? this.#number(rows, cell) : this.#code(rows, cell)
  }

  #number(rows: Rows, cell: number): number {
    const { form } = this.kind
    const value = form ? readNumber(rows.text(cell), form) : rows.number(cell)
    if (value === undefined || Number.isNaN(value)) {
      const text = rows.text(cell)
      const how = form ? formText(form) : takeApart(text) ? 'a decimal point, no other mark, no unit' : ''
      throw this.#refuse(rows, `a number${how && ` (${how})`}`, quote(text))
    }
    if (Math.abs(value) > LARGEST_NUMBER) {
      throw this.#refuse(rows, `a number up to ${LARGEST_NUMBER}`, quote(rows.text(cell)))
    }
    if (this.#decimals && Number.isInteger(value)) this.#decimals = rows.decimals(cell) >= 0
    return value
  }

  #code(rows: Rows, cell: number): number {
    const code = this.#codes.codeOf(rows, cell)
    if (code === MOST_TEXTS) {
      const { many = [this.name] } = this.kind
      const flag = `--ignore ${word(many.join(','))} leaves ${many.length > 1 ? 'all such' : 'it'} out of what is learned from`
      throw this.#refuse(
        rows,
        `numbers, or at most ${MOST_TEXTS} different texts`,
        `one more, ${quote(rows.text(cell))} (${flag})`,
      )
    }
    return code
  }

  #refuse(rows: Rows, expected: string, found: string): Error {
    return refuse(this.#file, `line ${rows.line}, column ${quote(this.name)}`, expected, found)
  }
}
