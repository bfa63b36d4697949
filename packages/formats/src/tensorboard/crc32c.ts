/** The polynomial of Castagnoli, its lowest power in the highest bit. */
const POLYNOMIAL = 0x82f63b78
/** What TFRecord adds to a checksum that lies among the bytes it is of. */
const MASK = 0xa282ead8

/** What each byte does to the remainder. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1
  return remainder
})

/** CRC-32C of bytes, from 0 to 2³² − 1 (RFC 3720, appendix B.4). */
export function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff
  for (const byte of bytes) remainder = TABLE[(remainder ^ byte) & 255] ^ (remainder >>> 8)
  return ~remainder >>> 0
}

/** The checksum as a TFRecord has it: turned by 15 bits to the right, with a number added. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const sum = crc32c(bytes)
  return (((sum >>> 15) | (sum << 17)) + MASK) >>> 0
}
