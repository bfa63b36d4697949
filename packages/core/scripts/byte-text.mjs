/** What the text is made of: printable, and needs no escape in a literal between any quotation marks. */
const CHARACTERS = Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k)).filter(
  (character) => !'\'"`\\$'.includes(character),
)

/** Characters that begin a pair. */
const PAIRS = 2

/**
 * Bytes as a text that a page loads in fewer bytes than base64: a byte is one character or, if it is seldom, two, so what
 * repeats in the bytes repeats in the text, and gzip finds it. `bytesOf` in src/engine/kernels/simd/byte-text.ts reads it.
 * @param {Uint8Array} bytes
 * @returns {string} first, in hexadecimal digits, all bytes in the order of how often they come; then one or two characters
 * for each byte
 */
export function byteText(bytes) {
  const counts = new Array(256).fill(0)
  for (const byte of bytes) counts[byte]++
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a])
  const singles = CHARACTERS.length - PAIRS
  const texts = []
  order.forEach((byte, rank) => {
    const later = rank - singles
    const first = rank < singles ? rank : singles + Math.floor(later / CHARACTERS.length)
    texts[byte] = CHARACTERS[first] + (rank < singles ? '' : CHARACTERS[later % CHARACTERS.length])
  })
  const digits = order.map((byte) => byte.toString(16).padStart(2, '0'))
  return digits.join('') + Array.from(bytes, (byte) => texts[byte]).join('')
}
