import { refuse } from './refuse.js'

/**
 * @param first the line that the bytes begin with
 * @throws BadInput, with the line, for bytes that are not UTF-8
 */
export function checkUtf8(file: string, bytes: Uint8Array, first = 1): void {
  if (isUtf8(bytes)) return
  let line = first
  for (let begin = 0; begin < bytes.length; line++) {
    const end = bytes.indexOf(10, begin)
    const next = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(begin, next))) break
    begin = next
  }
  throw refuse(file, `line ${line}`, 'text in UTF-8', 'other bytes')
}

/** Bytes that are looked at at once: a text is not held a second time. */
const PIECE = 2 ** 16

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}
