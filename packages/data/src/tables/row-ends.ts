/** Bytes that separated values are read by. Whoever compares every byte with them keeps them in constants of its own. */
export const BYTE = { QUOTE: 0x22, NEWLINE: 0x0a, RETURN: 0x0d, SPACE: 0x20, TAB: 0x09 } as const

const { QUOTE, NEWLINE, RETURN, SPACE, TAB } = BYTE

/** A text of which only the beginning is in memory: the rest is read as rows come to it. */
export interface RestOfText {
  /** Bytes of the whole text. */
  readonly size: number
  /** How many of them are known to be UTF-8, from the first. */
  checked: number
  /** The bytes from `begin` to `end`, which is at most `size`, until the next call. */
  read(begin: number, end: number): Uint8Array
  /** Bytes that are read at once, where a row is not longer: 4 MiB where absent. */
  readonly piece?: number
}

/** Whether the first row ends in a `\r` alone, quotations left out. */
export function endsInReturn(bytes: Uint8Array, start: number): boolean {
  let quoted = false
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) quoted = !quoted
    else if (!quoted && (byte === NEWLINE || byte === RETURN)) {
      return byte === RETURN && bytes[at + 1] !== NEWLINE
    }
  }
  return false
}

/** Whether a row ends at a byte that is within no quotation; `returns` says whether a `\r` alone ends one. */
export function endsRow(bytes: Uint8Array, at: number, returns: boolean): boolean {
  const byte = bytes[at]
  if (at >= bytes.length || byte === NEWLINE) return true
  return byte === RETURN && (returns || bytes[at + 1] === NEWLINE)
}

/** After the last byte that is neither white space, nor between cells, nor a quotation mark. */
export function endOfValues({ size, read }: Pieces, separator: number): number {
  const nothing = new Set([separator, SPACE, TAB, NEWLINE, RETURN, QUOTE])
  for (let end = size; end > 0; ) {
    const begin = Math.max(0, end - PIECE)
    const bytes = read(begin, end)
    for (let at = bytes.length; at > 0; at--) if (!nothing.has(bytes[at - 1])) return begin + at
    end = begin
  }
  return 0
}

type Pieces = Pick<RestOfText, 'size' | 'read' | 'piece'>

export function inMemory(bytes: Uint8Array): Pieces {
  return { size: bytes.length, read: (begin, end) => bytes.subarray(begin, end) }
}

/** Bytes of a text that are read at once. */
const PIECE = 2 ** 22

/**
 * Some rows of a text that begin at `begin`, read whole: at least one.
 * @param returns whether a `\r` alone ends a row
 */
export function wholeRows(
  { size, read, piece = PIECE }: Pieces,
  begin: number,
  returns: boolean,
): Uint8Array {
  for (let length = piece; ; length *= 2) {
    const bytes = read(begin, Math.min(size, begin + length))
    if (begin + bytes.length >= size) return bytes
    const end = endOfRows(bytes, returns ? RETURN : NEWLINE)
    if (end > 0) return bytes.subarray(0, end)
  }
}

/** Where the last whole row ends; 0 where none does. */
function endOfRows(bytes: Uint8Array, newline: number): number {
  if (!bytes.includes(QUOTE)) return bytes.lastIndexOf(newline) + 1
  // Whether the last byte is within a quotation follows from their number; from there the row's end is near.
  let quotes = 0
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === QUOTE) quotes++
  let quoted = quotes % 2 === 1
  for (let at = bytes.length - 1; at >= 0; at--) {
    if (bytes[at] === QUOTE) quoted = !quoted
    else if (bytes[at] === newline && !quoted) return at + 1
  }
  return 0
}
