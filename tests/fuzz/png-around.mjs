import { deflateSync } from 'node:zlib'
import { chunkOf, SIGNATURE } from '../../packages/data/dist/images/png-chunks.js'

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
      chunkOf('IHDR', bytes.subarray(0, 13)),
      ...(colours > 0 ? [chunkOf('PLTE', bytes.subarray(14, hidden))] : []),
      ...(bytes[hidden] > 0 ? [chunkOf('tRNS', bytes.subarray(hidden + 1, lines))] : []),
      chunkOf('IDAT', deflateSync(bytes.subarray(lines), { level: 1 })),
      chunkOf('IEND', new Uint8Array(0)),
    ]),
  )
}
