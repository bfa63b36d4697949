import { createHash } from 'node:crypto'
import type { Dataset } from '@antigrad/core'

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

/** How many examples of `some` have the features of one in `others`. */
export function examplesInCommon(some: Dataset, others: Dataset): number {
  if (some.inputs !== others.inputs) return 0
  const keys = new Set(keysOf(others.features, others.inputs))
  return keysOf(some.features, some.inputs).filter((key) => keys.has(key)).length
}
