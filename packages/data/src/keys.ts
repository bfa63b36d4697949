import type { AnyFeatures, Dataset } from '@antigrad/core'
import { featurePieces } from './feature-pieces.js'

/** Bytes of a row up to which it is its own key. */
const LONGEST_KEY = 64

/**
 * A key for each row of count × columns values, equal where all its values are, bit for bit. Of long rows it is a hash of
 * 128 bits: as good as different, and a table need not be in memory twice.
 */
export function keysOf(values: Uint8Array | Float32Array | Float64Array, columns: number): string[] {
  const width = columns * values.BYTES_PER_ELEMENT
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return Array.from({ length: values.length / columns }, (_, row) => {
    const key = bytes.subarray(row * width, (row + 1) * width)
    return width <= LONGEST_KEY ? String.fromCharCode(...key) : hashOf(key)
  })
}

const MULTIPLIERS = [0xcc9e2d51, 0x1b873593, 0xe6546b65, 0x38b34ae5] as const

/**
 * Four sums of 32 bits, each multiplied and rotated with what comes, after MurmurHash3 (Appleby 2011). Sums in variables: an
 * array for each of ten thousand rows takes three times as long, most of it to collect them.
 */
function hashOf(bytes: Uint8Array): string {
  const [p, q, r, s] = MULTIPLIERS
  let [a, b, c, d] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93]
  for (let at = 0; at < bytes.length; at += 4) {
    // After the last byte there are zeros.
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
    a = sumWith(a, Math.imul(word ^ b, p))
    b = sumWith(b, Math.imul(word ^ c, q))
    c = sumWith(c, Math.imul(word ^ d, r))
    d = sumWith(d, Math.imul(word ^ a, s))
  }
  for (let round = 0; round < 2; round++) {
    a = scrambled(a ^ d)
    b = scrambled(b ^ a)
    c = scrambled(c ^ b)
    d = scrambled(d ^ c)
  }
  // A character takes 16 bits of what it is given.
  return String.fromCharCode(a, a >>> 16, b, b >>> 16, c, c >>> 16, d, d >>> 16)
}

function sumWith(lane: number, mixed: number): number {
  const sum = lane ^ ((mixed << 15) | (mixed >>> 17))
  return (Math.imul((sum << 13) | (sum >>> 19), 5) + 0xe6546b64) | 0
}

function scrambled(lane: number): number {
  let sum = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35)
  return sum ^ (sum >>> 16)
}

/** How many examples of `some` have the features of one in `others`. */
export function examplesInCommon(some: Dataset, others: Dataset<AnyFeatures>): number {
  const { features, inputs } = some
  if (inputs !== others.inputs) return 0
  const keys = keysOf(features, inputs)
  const wanted = new Set(keys)
  const found = new Set<string>()
  for (const piece of featurePieces(others.features, inputs)) {
    for (const key of keysOf(piece, inputs)) if (wanted.has(key)) found.add(key)
  }
  return keys.filter((key) => found.has(key)).length
}

/**
 * Says that examples to test with are among those to train on, as copies of pictures are; nothing where none is.
 * @param name of the data
 */
export function noteCommon(
  note: ((line: string) => void) | undefined,
  name: string,
  { train, test }: { readonly train: Dataset; readonly test: Dataset },
): void {
  const common = note ? examplesInCommon(test, train) : 0
  if (common === 0) return
  note?.(
    `${name}: ${common} of the ${test.count} examples to test with are among those to train on: they test what was learned by heart`,
  )
}
