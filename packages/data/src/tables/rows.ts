import type { FileBytes } from '../file-bytes.js'
import { refuse } from '../refuse.js'
import { checkUtf8 } from '../utf8.js'
import { CellPlaces, UNCOUNTED } from './cell-places.js'
import { readPlainCells } from './plain-cells.js'
import { decimalsOf, readPlain } from './plain-number.js'
import { RepeatedNames } from './repeated-names.js'
import { BYTE, endOfValues, endsInReturn, endsRow, inMemory, type RestOfText, wholeRows } from './row-ends.js'
import type { Written } from './written-table.js'

const { QUOTE, NEWLINE, RETURN, SPACE, TAB } = BYTE

/** Cells that a row may have: a row is held whole, and each cell of the first becomes a column. */
export const MOST_CELLS = 2 ** 16

/** Rows that a table may have, that of its names included. */
export const MOST_ROWS = 1e7

/** What may separate cells; of a space a run of spaces and tabs counts as one. */
export const DELIMITERS = [',', ';', '\t', '|', ' ', '::'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Where reading of a table begins. */
export interface RowsFrom extends FileBytes {
  readonly start?: number
  readonly skipped?: number
  /** Whether it was written row by row (written-table.ts): then a line is a row, whatever its cells hold. */
  readonly written?: Written
  /** Where `bytes` are the beginning alone: they end with a row. */
  readonly rest?: RestOfText
}

/**
 * The rows of a table of separated values (RFC 4180), one after the other; each is held as the places of its cells.
 * A row ends at `\n` or `\r\n`, whichever comes; at `\r` too where the first one does. White space around a cell does not count, also before a
 * quotation mark and after one. Empty lines are skipped, and rows without any value at the end.
 */
export class Rows {
  readonly #file: string
  readonly #rest: RestOfText | undefined
  /** What is in memory: all of it, or some whole rows. */
  #bytes: Uint8Array
  /** Where they begin in the text. */
  #base = 0
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #separator: number
  /** Bytes of what separates cells: a second one is as the first. */
  readonly #wide: number
  /** Whether a `\r` alone ends a row. */
  readonly #returns: boolean
  readonly #isWritten: boolean
  /** After the last byte that is part of a value. */
  readonly #filled: number
  #at: number
  #line: number
  #read = 0
  /** Where the row began. */
  #begin = 0
  #names: RepeatedNames | undefined
  readonly #cells = new CellPlaces()
  /** Where the last line in memory ends: before it cells may be read without asking whether there is another byte. */
  #lineEnd: number
  /** At which the row ends, from 1. */
  line = 0

  constructor({ file, bytes, start = 0, skipped = 0, written, rest }: RowsFrom, delimiter: Delimiter) {
    this.#file = file
    this.#bytes = bytes
    this.#separator = delimiter.charCodeAt(0)
    this.#wide = delimiter.length
    this.#returns = written === undefined && endsInReturn(bytes, start)
    this.#filled = written ? bytes.length : endOfValues(rest ?? inMemory(bytes), this.#separator)
    this.#rest = rest
    this.#isWritten = written !== undefined
    this.#at = start
    this.#lineEnd = bytes.lastIndexOf(NEWLINE)
    this.#line = 1 + skipped
  }

  /**
   * Goes on to the next row.
   * @returns false where there is none
   * @throws BadInput, with the line, for a quotation mark out of place, more rows in memory than `MOST_ROWS`, more cells in
   * one than `MOST_CELLS`, or bytes that are not UTF-8 where they were not looked at before
   */
  next(): boolean {
    for (;;) {
      while (this.#at < this.#bytes.length) {
        if (this.#skipNames() || !this.#row()) continue
        if (++this.#read > MOST_ROWS && !this.#rest) {
          throw refuse(this.#file, `line ${this.line}`, `at most ${MOST_ROWS} rows`, 'more')
        }
        return true
      }
      if (!this.#readOn()) return false
    }
  }

  /**
   * Goes on to the next row, which names the columns. Where files were put together it comes again below: such rows are passed
   * over.
   */
  nextNames(): void {
    if (!this.next() || this.count < 2 || this.#isWritten) return
    this.#names = new RepeatedNames(this.#bytes.subarray(this.#begin, this.#at), this.#read, this.#returns)
  }

  /** How often the names came again, and where. */
  get repeated(): Readonly<RepeatedNames> | undefined {
    return this.#names
  }

  /** What cells are places in, until the next row. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** Cells of the row. */
  get count(): number {
    return this.#cells.count
  }

  /** Whether a cell holds nothing, quoted or not. */
  isEmpty(cell: number): boolean {
    return this.#cells.starts[cell] === this.#cells.ends[cell]
  }

  /** Whether a cell's bytes are its text, but for white space around it. */
  isVerbatim(cell: number): boolean {
    return this.#cells.quotes[cell] !== 2
  }

  /** Where a cell's bytes begin. */
  start(cell: number): number {
    return this.#cells.starts[cell]
  }

  /** Where they end. */
  end(cell: number): number {
    return this.#cells.ends[cell]
  }

  /** A cell's text, without the white space around it. */
  text(cell: number): string {
    const text = this.#decoder.decode(this.#bytes.subarray(this.start(cell), this.end(cell)))
    return (this.#cells.quotes[cell] === 2 ? text.replaceAll('""', '"') : text).trim()
  }

  /** The number that a cell writes in the decimal notation, as `Number` reads its text; NaN where it writes none. */
  number(cell: number): number {
    const number = this.#cells.numbers[cell]
    return Number.isNaN(number) ? readPlain(this.#bytes, this.start(cell), this.end(cell)) : number
  }

  /** Digits after the point of such a number; −1 where it has none. */
  decimals(cell: number): number {
    const counted = this.#cells.decimals[cell]
    return counted === UNCOUNTED ? decimalsOf(this.#bytes, this.start(cell), this.end(cell)) : counted
  }

  /** Takes the next piece of the text, of whole rows; false where there is none. */
  #readOn(): boolean {
    const base = this.#base + this.#bytes.length
    if (!this.#rest || base >= this.#rest.size) return false
    this.#bytes = wholeRows(this.#rest, base, this.#returns)
    this.#base = base
    this.#at = 0
    this.#lineEnd = this.#bytes.lastIndexOf(NEWLINE)
    const end = base + this.#bytes.length
    if (end > this.#rest.checked) {
      checkUtf8(this.#file, this.#bytes, this.#line)
      this.#rest.checked = end
    }
    return true
  }

  /** Passes over a row that is that of the names again; false where it is another. */
  #skipNames(): boolean {
    const next = this.#names?.skip(this.#bytes, this.#at, this.#read, this.#line) ?? 0
    if (!this.#names || next === 0) return false
    this.#at = next
    this.#line += this.#names.lines
    return true
  }

  /** Reads a row; false where it is none. */
  #row(): boolean {
    const bytes = this.#bytes
    this.#begin = this.#at
    const holdsMore = this.#base + this.#at < this.#filled
    this.#cells.count = 0
    for (;;) {
      if (!this.#plainCells()) this.#cell()
      const byte = bytes[this.#at]
      if (this.#separates(this.#at)) {
        this.#at += this.#wide
        continue
      }
      this.line = this.#line
      if (byte === RETURN && bytes[this.#at + 1] === NEWLINE) this.#at++
      this.#at++
      this.#line++
      // An empty line is no row.
      return holdsMore && !(this.count === 1 && this.isEmpty(0) && this.#cells.quotes[0] === 0)
    }
  }

  /** Reads cells that are plain numbers, up to what ends the last of them; false where there is none. */
  #plainCells(): boolean {
    // Of spaces a run separates two cells, of colons two do.
    if (this.#at >= this.#lineEnd || this.#separator === SPACE || this.#wide > 1) return false
    const end = readPlainCells(this.#bytes, this.#at, this.#separator, this.#cells)
    if (end > 0) this.#at = end
    return end > 0
  }

  /** Reads a cell, whatever it holds, up to what separates it from the next, or ends the row. */
  #cell(): void {
    const bytes = this.#bytes
    const cells = this.#cells
    const cell = cells.count++
    if (cell >= MOST_CELLS) throw this.#refuse(`at most ${MOST_CELLS} cells`, 'more')
    if (cell === cells.starts.length) cells.grow()
    this.#skipBlanks()
    cells.quotes[cell] = 0
    cells.numbers[cell] = Number.NaN
    cells.decimals[cell] = UNCOUNTED
    if (bytes[this.#at] === QUOTE) {
      this.#quoted(cell)
      return
    }
    const separator = this.#separator
    const start = this.#at
    let at = start
    let end = start
    for (; at < bytes.length; at++) {
      const byte = bytes[at]
      // Most of a table: all that ends a cell, or is white space, is no larger than a quotation mark.
      if (byte > QUOTE && byte !== separator) {
        end = at + 1
        continue
      }
      if ((byte === separator || byte === TAB) && this.#separates(at)) break
      if (byte === NEWLINE || (byte === RETURN && this.#isEnd(at))) break
      // Within a cell it is part of it, as in 19" and 5'10"; where rows are found from their ends, it cannot be told from others.
      if (byte === QUOTE && this.#rest)
        throw this.#refuse('comma-separated values', 'Invalid Opening Quote within a cell')
      if (byte !== SPACE && byte !== TAB && byte !== RETURN) end = at + 1
    }
    this.#at = at
    this.#cells.starts[cell] = start
    this.#cells.ends[cell] = end
    if (separator === SPACE) this.#skipSeparators()
  }

  #quoted(cell: number): void {
    const bytes = this.#bytes
    const opened = this.#line
    let at = this.#at + 1
    this.#cells.starts[cell] = at
    this.#cells.quotes[cell] = 1
    for (; ; at++) {
      if (at >= bytes.length) {
        throw refuse(this.#file, `line ${opened}`, 'comma-separated values', 'Quote Not Closed')
      }
      const byte = bytes[at]
      const isLine = byte === NEWLINE || (byte === RETURN && this.#returns && bytes[at + 1] !== NEWLINE)
      if (isLine && !this.#isWritten) this.#line++
      if (byte !== QUOTE) continue
      if (bytes[at + 1] !== QUOTE) break
      this.#cells.quotes[cell] = 2
      at++
    }
    this.#cells.ends[cell] = at
    this.#at = at + 1
    this.#skipBlanks()
    if (this.#separator === SPACE) this.#skipSeparators()
    if (!this.#isEnd(this.#at) && !this.#separates(this.#at))
      throw this.#refuse(
        'comma-separated values',
        'Invalid Closing Quote within a cell (a quotation mark within a quoted cell is written twice, with no backslash)',
      )
  }

  #skipBlanks(): void {
    const bytes = this.#bytes
    while (bytes[this.#at] === SPACE || (bytes[this.#at] === TAB && this.#separator !== TAB)) {
      this.#at++
    }
  }

  /** After a cell that a space ends: to the last of a run, or to the end of the row. */
  #skipSeparators(): void {
    this.#skipBlanks()
    if (!this.#isEnd(this.#at)) this.#at--
  }

  /** Whether what separates cells begins here. */
  #separates(at: number): boolean {
    const byte = this.#bytes[at]
    if (byte === TAB && this.#separator === SPACE) return true
    return byte === this.#separator && (this.#wide === 1 || this.#bytes[at + 1] === byte)
  }

  #isEnd(at: number): boolean {
    return endsRow(this.#bytes, at, this.#returns)
  }

  #refuse(expected: string, found: string): Error {
    return refuse(this.#file, `line ${this.#line}`, expected, found)
  }
}
