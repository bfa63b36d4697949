import { deflateSync } from 'node:zlib'
import { crc32 } from '../../packages/data/dist/crc32.js'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * A PNG file around what its checksums protect, with checksums that fit: the 13 bytes of its header, how many
 * colours its palette has, these, how many bytes are transparency, these, and its lines.
 */
export function pngAround(bytes) {
  const colours = 3 * (bytes[13] ?? 0)
  const hidden = 14 + colours
  const lines = hidden + 1 + (bytes[hidden] ?? 0)
  return Uint8Array.from(
    Buffer.concat([
      Uint8Array.from(SIGNATURE),
      chunk('IHDR', bytes.subarray(0, 13)),
      ...(colours > 0 ? [chunk('PLTE', bytes.subarray(14, hidden))] : []),
      ...(bytes[hidden] > 0 ? [chunk('tRNS', bytes.subarray(hidden + 1, lines))] : []),
      chunk('IDAT', deflateSync(bytes.subarray(lines), { level: 1 })),
      chunk('IEND', new Uint8Array(0)),
    ]),
  )
}

function chunk(type, data) {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}
