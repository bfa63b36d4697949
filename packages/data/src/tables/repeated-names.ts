import { BYTE, endsRow } from './row-ends.js'

const { NEWLINE, RETURN } = BYTE

/** The row that names the columns, where it comes again among the rows below, as it does where files were put together. */
export class RepeatedNames {
  readonly #bytes: Uint8Array
  readonly #read: number
  readonly #returns: boolean
  /** Lines that the names take. */
  readonly lines: number
  /** How often they came again. */
  count = 0
  /** The line at which they first did. */
  first = 0

  /**
   * @param row with what ends it
   * @param read rows up to the names, and them
   * @param returns whether a `\r` alone ends a row
   */
  constructor(row: Uint8Array, read: number, returns: boolean) {
    let end = row.length
    while (end > 0 && (row[end - 1] === NEWLINE || row[end - 1] === RETURN)) end--
    this.#bytes = row.slice(0, end)
    this.#read = read
    this.#returns = returns
    this.lines = this.#bytes.reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 1)
  }

  /**
   * Passes over a row that is the names again, and counts it. Right below them such cells are values.
   * @param begin where the row begins, at `line`
   * @param read rows so far
   * @returns where the next row begins; 0 where this one is another
   */
  skip(bytes: Uint8Array, begin: number, read: number, line: number): number {
    const names = this.#bytes
    // Most rows differ in their first byte.
    if (bytes[begin] !== names[0] || names.length === 0 || read === this.#read) return 0
    for (let at = 1; at < names.length; at++) if (bytes[begin + at] !== names[at]) return 0
    const end = begin + names.length
    if (!endsRow(bytes, end, this.#returns)) return 0
    if (this.count++ === 0) this.first = line
    return end + (bytes[end] === RETURN && bytes[end + 1] === NEWLINE ? 2 : 1)
  }
}
