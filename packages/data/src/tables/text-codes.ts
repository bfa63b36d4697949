import type { Rows } from './rows.js'

/** Different texts that a column may hold: each becomes an input, or a class. */
export const MOST_TEXTS = 1000

/** Ways in which a text is written, white space around it counted, that are known again by their bytes. */
const MOST_WAYS = 2 * MOST_TEXTS

/** A way to write a text. */
interface Way {
  readonly bytes: Uint8Array
  readonly code: number
}

/**
 * Codes of the texts of a column, from 0, in the order in which they first occur. A cell is known again by its bytes, of which
 * no text is made then.
 */
export class TextCodes {
  readonly #codes = new Map<string, number>()
  /** By a hash of their bytes; of two with one hash the first. */
  readonly #ways = new Map<number, Way>()
  #isComplete = true

  /** The texts, by their codes. */
  get texts(): string[] {
    return [...this.#codes.keys()]
  }

  /** Whether all texts so far have a code. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  /** The code of a cell's text; `MOST_TEXTS` for one more than so many, which is not kept. */
  codeOf(rows: Rows, cell: number): number {
    const { bytes } = rows
    const [start, end] = [rows.start(cell), rows.end(cell)]
    let hash = end - start
    for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + bytes[at]
    // As small as V8 keeps without an object.
    hash &= 0x3fffffff
    const way = this.#ways.get(hash)
    if (way && isSame(way.bytes, bytes, start, end) && rows.isVerbatim(cell)) return way.code
    const text = rows.text(cell)
    const code = this.#codes.get(text) ?? this.#codes.size
    if (code === MOST_TEXTS) {
      this.#isComplete = false
      return code
    }
    this.#codes.set(text, code)
    if (!way && this.#ways.size < MOST_WAYS && rows.isVerbatim(cell))
      this.#ways.set(hash, { bytes: Uint8Array.from(bytes.subarray(start, end)), code })
    return code
  }
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false
  for (let at = start; at < end; at++) if (known[at - start] !== bytes[at]) return false
  return true
}
