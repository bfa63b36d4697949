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
 * @returns {string} first 64 hexadecimal digits, whose bits say which bytes are two characters; then those of each byte
 */
export function byteText(bytes) {
  const counts = new Array(256).fill(0)
  for (const byte of bytes) counts[byte]++
  const all = [...counts.keys()]
  const singles = new Set([...all].sort((a, b) => counts[b] - counts[a]).slice(0, CHARACTERS.length - PAIRS))
  const texts = []
  let ones = 0
  let twos = 0
  for (const byte of all) {
    if (singles.has(byte)) texts[byte] = CHARACTERS[ones++]
    else {
      const first = CHARACTERS[singles.size + Math.floor(twos / CHARACTERS.length)]
      texts[byte] = first + CHARACTERS[twos++ % CHARACTERS.length]
    }
  }
  const digits = Array.from({ length: 64 }, (_, at) =>
    [0, 1, 2, 3].reduce((digit, bit) => digit + (singles.has(4 * at + bit) ? 0 : 1 << bit), 0).toString(16),
  )
  return digits.join('') + Array.from(bytes, (byte) => texts[byte]).join('')
}
