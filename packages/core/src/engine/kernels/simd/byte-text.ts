/** Characters of the text in their order; a text needs no escape in a literal. */
const CHARACTERS = 90

/** Of them, those that stand for a byte alone; the others begin a pair. */
const SINGLES = 88

/** Hexadecimal digits whose bits say which bytes are two characters. */
const DIGITS = 64

/**
 * The bytes of a text that `byteText` made (scripts/byte-text.mjs): of base64 gzip finds little that repeats, for there a
 * byte lies in one of three ways across two characters.
 */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const isSeldom = (byte: number): number => (Number.parseInt(text[byte >> 2], 16) >> (byte & 3)) & 1
  const order = Array.from({ length: 4 * DIGITS }, (_, byte) => byte).sort(
    (a, b) => isSeldom(a) - isSeldom(b),
  )
  const bytes = new Uint8Array(text.length - DIGITS)
  let count = 0
  for (let at = DIGITS; at < text.length; at++) {
    const first = characterAt(text, at)
    const rank = first < SINGLES ? first : SINGLES + (first - SINGLES) * CHARACTERS + characterAt(text, ++at)
    bytes[count++] = order[rank]
  }
  return bytes.slice(0, count)
}

/** The number of a character: printable ASCII from the space on, without `"`, `$`, `'`, `\` and the grave accent. */
function characterAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const skipped =
    Number(code > 34) + Number(code > 36) + Number(code > 39) + Number(code > 92) + Number(code > 96)
  return code - 32 - skipped
}
