import * as zlib from 'node:zlib'

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

/** `crc32` a byte at a time. */
export function plainCrc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (let at = 0; at < bytes.length; at++) crc = TABLE[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8)
  return ~crc >>> 0
}

/**
 * The checksum of gzip and PNG (ISO 3309): a uint32; of bytes that come in pieces, `before` is that of those before them.
 * Node has it since 20.15, ten times as fast.
 */
export const crc32: (bytes: Uint8Array, before?: number) => number = zlib.crc32 ?? plainCrc32
