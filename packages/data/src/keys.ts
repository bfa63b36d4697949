import { createHash } from 'node:crypto'

/**
 * A key for each row of count × columns values, equal where all its values are, bit for bit. Of long rows
 * it is their SHA-256: as good as different, and a table need not be in memory twice.
 */
export function keysOf(values: Uint8Array | Float32Array | Float64Array, columns: number): string[] {
  const width = columns * values.BYTES_PER_ELEMENT
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength)
  return Array.from({ length: values.length / columns }, (_, row) => {
    const key = bytes.subarray(row * width, (row + 1) * width)
    return width <= 64 ? key.toString('latin1') : createHash('sha256').update(key).digest('base64')
  })
}
