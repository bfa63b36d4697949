import * as zlib from 'node:zlib'

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

/** `crc32` a byte at a time. */
export function plainCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at++) crc = TABLE[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8)
  return ~crc >>> 0
}

/** The checksum of gzip and PNG (ISO 3309): a uint32. Node has it since 20.15, ten times as fast. */
export const crc32: (bytes: Uint8Array) => number = zlib.crc32 ?? plainCrc32
