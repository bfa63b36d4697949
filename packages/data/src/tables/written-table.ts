import { BadInput } from '@antigrad/core'
import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import type { RestOfText } from './row-ends.js'

/** What is known of a table that was no text before it was written as one. */
export interface Written {
  /** Names of the columns that hold kinds, whatever they look like. */
  readonly categories: readonly string[]
  /** Names of those that hold texts, kinds or not, whatever they look like. */
  readonly texts?: readonly string[]
  /** Names of those that hold moments, as days since 1970-01-01. */
  readonly moments?: readonly string[]
  /** What messages call the place of a row: a line of its file, or its number. */
  readonly place: 'line' | 'row'
  /** Columns in which a value is nested, which cannot be learned from: by name, the first of them. */
  readonly nested?: ReadonlyMap<string, NestedValue>
  /** Columns with numbers that are not finite: by name, the first that is above all others and the first below. */
  readonly infinite?: ReadonlyMap<string, readonly InfiniteNumber[]>
}

/** A list or an object where a table has a number or a text. */
export interface NestedValue {
  /** Of its row. */
  readonly line: number
  /** For people, after `found`. */
  readonly found: string
}

/** A number that is not finite. */
export interface InfiniteNumber {
  /** Of its row. */
  readonly line: number
  /** `Infinity` or `-Infinity`. */
  readonly text: string
}

/** The bytes of a table: text as somebody wrote it, or rows as `TableWriter` did. */
export interface TableSource extends FileBytes {
  readonly written?: Written
  /** Of a text too large to be held: `bytes` are its first rows. */
  readonly rest?: RestOfText
}

/** Rows as `TableWriter` wrote them. */
export interface WrittenSource extends TableSource {
  readonly written: Written
}

/** A value of a table that is not text. */
export type Cell = unknown

/** Bytes that a written table may have. */
const MOST_BYTES = 2 ** 29

/** Characters that are turned to bytes at once. */
const PIECE = 2 ** 16

const DAY = 86_400_000

/**
 * Writes rows of values as comma-separated text, which the one reader of tables takes: numbers exactly, texts between
 * quotation marks, nothing for a value that is missing. Line 0 names the columns, so that row n is in line n.
 */
export class TableWriter {
  readonly #file: string
  readonly #names: readonly string[]
  readonly #written: Written
  readonly #nested: Map<string, NestedValue>
  readonly #infinite = new Map<string, InfiniteNumber[]>()
  readonly #moments: Set<string>
  readonly #pieces: Uint8Array[] = []
  readonly #encoder = new TextEncoder()
  #text = ''
  #bytes = 0
  #row = 0

  /** @param names of the columns, at least one */
  constructor(file: string, names: readonly string[], written: Written) {
    this.#file = file
    this.#names = names
    this.#written = written
    this.#nested = new Map(written.nested)
    this.#moments = new Set(written.moments)
    if (names.length === 0) throw refuse(file, `${written.place} 1`, 'columns', 'none')
    this.#text = `${names.map(quoted).join(',')}\n`
  }

  /** Writes no row: an empty line of the file. */
  skip(): void {
    this.#row++
    this.#text += '\n'
  }

  /**
   * Writes a row.
   * @param cellOf the value of each column, by its number from 0; `undefined`, `null` and NaN are missing
   * @throws BadInput, with the row and the column, for a value that is neither a number, a text, a truth value, a
   * date, nor nested
   */
  add(cellOf: (column: number) => Cell): void {
    this.#row++
    const cells = this.#names.map((name, column) => this.#cell(cellOf(column), name))
    // A line without a character would be no row.
    this.#text += `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\n`
    if (this.#text.length > PIECE) this.#flush()
  }

  /** The table; nothing can be added afterwards. */
  done(): WrittenSource {
    this.#flush()
    const bytes = new Uint8Array(this.#bytes)
    let at = 0
    for (const piece of this.#pieces) {
      bytes.set(piece, at)
      at += piece.length
    }
    const nested = this.#nested.size > 0 ? { nested: this.#nested } : {}
    const infinite = this.#infinite.size > 0 ? { infinite: this.#infinite } : {}
    return {
      file: this.#file,
      bytes,
      written: { ...this.#written, moments: [...this.#moments], ...nested, ...infinite },
    }
  }

  #cell(value: Cell, name: string): string {
    switch (typeof value) {
      case 'undefined':
        return ''
      case 'string':
        return value === '' ? '' : quoted(wellFormed(value))
      case 'boolean':
        return String(value)
      case 'number':
        if (Number.isNaN(value)) return ''
        // Refused where the column is asked for, unless it is said to be missing.
        if (!Number.isFinite(value)) this.#keepInfinite(name, String(value))
        return String(value)
      case 'bigint':
        // All its digits: which of them count is seen of the whole column.
        return String(value)
      default:
        if (value === null) return ''
        if (value instanceof Date) return this.#date(value, name)
        // The column may be left out: it is refused where it is asked for.
        if (!this.#nested.has(name)) this.#nested.set(name, { line: this.#row, found: nested(value) })
        return ''
    }
  }

  #keepInfinite(name: string, text: string): void {
    const first = this.#infinite.get(name) ?? []
    if (!first.some((cell) => cell.text === text)) first.push({ line: this.#row, text })
    this.#infinite.set(name, first)
  }

  /** A moment as days since 1970-01-01. */
  #date(value: Date, name: string): string {
    const days = value.getTime() / DAY
    if (Number.isNaN(days)) throw this.#refuse(name, 'a date', 'an invalid one')
    this.#moments.add(name)
    return String(days)
  }

  #flush(): void {
    const piece = this.#encoder.encode(this.#text)
    this.#bytes += piece.length
    if (this.#bytes > MOST_BYTES) {
      throw refuse(this.#file, this.#place(), `at most ${MOST_BYTES} bytes of values`, 'more')
    }
    this.#pieces.push(piece)
    this.#text = ''
  }

  #place(): string {
    return `${this.#written.place} ${this.#row}`
  }

  #refuse(name: string, expected: string, found: string): Error {
    return refuse(this.#file, `${this.#place()}, column ${quote(name)}`, expected, found)
  }
}

/**
 * Does something with a table, and calls the places of its rows as the table does.
 * @throws what `use` throws
 */
export function inPlaces<Result>({ written }: TableSource, use: () => Result): Result {
  try {
    return use()
  } catch (error) {
    throw placed(error, written)
  }
}

/** What was said of the lines of a table, of its rows where these are no lines. */
export function placed(error: unknown, written: Written | undefined): unknown {
  if (written?.place !== 'row' || !(error instanceof BadInput)) return error
  return new BadInput(ofRows(error.message))
}

/** A sentence with rows for lines, but for what it quotes. */
export function ofRows(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\bline(?= \d)/g, (found) => (found === 'line' ? 'row' : found))
}

/** A text with halves of characters written as JSON writes them: in UTF-8 all of them would be the same. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`)
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function nested(value: unknown): string {
  if (value instanceof Uint8Array) return 'bytes'
  return Array.isArray(value) || ArrayBuffer.isView(value) ? 'a list' : `a nested value (${typeof value})`
}
