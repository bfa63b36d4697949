import { refuse } from './refuse.js'

/** What to do about a text in another encoding, for people. */
const ADVICE = 'other bytes (save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8)'

/**
 * @param first the line that the bytes begin with
 * @throws BadInput, with the line, for bytes that are not UTF-8, and for a byte 0, which no text holds
 */
export function checkUtf8(file: string, bytes: Uint8Array, first = 1): void {
  const zero = bytes.indexOf(0)
  if (zero >= 0) {
    const line = first + bytes.subarray(0, zero).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0)
    const found = 'a byte 0 (a text in UTF-16 or UTF-32 is to be saved as UTF-8; else it is damaged)'
    throw refuse(file, `line ${line}`, 'text in UTF-8', found)
  }
  if (isUtf8(bytes)) return
  let line = first
  for (let begin = 0; begin < bytes.length; line++) {
    const end = bytes.indexOf(10, begin)
    const next = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(begin, next))) break
    begin = next
  }
  throw refuse(file, `line ${line}`, 'text in UTF-8', ADVICE)
}

/** Bytes that are looked at at once: a text is not held a second time. */
const PIECE = 2 ** 16

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const begin = endOfAscii(bytes)
  try {
    for (let at = begin; at < bytes.length; at += PIECE)
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Of four bytes the bits that none of ASCII has. */
const NOT_ASCII = 0x80808080

/** Before the first byte that is not ASCII, or up to three before it; the length where there is none. */
function endOfAscii(bytes: Uint8Array): number {
  // Words of four bytes begin where memory has them.
  const before = Math.min(bytes.length, -bytes.byteOffset & 3)
  for (let at = 0; at < before; at++) if (bytes[at] >= 0x80) return at
  if (before === bytes.length) return before
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + before, (bytes.length - before) >>> 2)
  for (let word = 0; word < words.length; word++)
    if ((words[word] & NOT_ASCII) !== 0) return before + 4 * word
  for (let at = before + 4 * words.length; at < bytes.length; at++) if (bytes[at] >= 0x80) return at
  return bytes.length
}
