import { BYTE } from './row-ends.js'

const { NEWLINE, RETURN } = BYTE

/** The row that names the columns, where it comes again among the rows below, as it does where files were put together. */
export class RepeatedNames {
  readonly #bytes: Uint8Array
  readonly #read: number
  /** Lines that the names take. */
  readonly lines: number
  /** How often they came again. */
  count = 0
  /** The line at which they first did. */
  first = 0

  /** @param row with what ends it @param read rows up to the names, and them */
  constructor(row: Uint8Array, read: number) {
    let end = row.length
    while (end > 0 && (row[end - 1] === NEWLINE || row[end - 1] === RETURN)) end--
    this.#bytes = row.slice(0, end)
    this.#read = read
    this.lines = this.#bytes.reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 1)
  }

  /** Bytes of the names. */
  get length(): number {
    return this.#bytes.length
  }

  /** Whether a row that begins at `begin` begins as the names do. Right below them such cells are values. */
  isAt(bytes: Uint8Array, begin: number, read: number): boolean {
    const names = this.#bytes
    // Most rows differ in their first byte.
    if (bytes[begin] !== names[0] || names.length === 0 || read === this.#read) return false
    for (let at = 1; at < names.length; at++) if (bytes[begin + at] !== names[at]) return false
    return true
  }

  /** Counts them once more. */
  add(line: number): void {
    if (this.count++ === 0) this.first = line
  }
}
