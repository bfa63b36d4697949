import { createHash } from 'node:crypto'

/** Bytes of the SHA-256 at the end. */
const HASH = 32

const hashOf = (body) => createHash('sha256').update(body).digest()

/** The bytes of checkpoint `number`: a length of its own, and at the end what proves them whole. */
export function generation(number, most = 400_000) {
  const body = Buffer.alloc(8 + ((number * 7919) % most), number % 251)
  body.writeDoubleLE(number)
  return Buffer.concat([body, hashOf(body)])
}

/** The number of a whole checkpoint, or undefined. */
export function numberOf(bytes) {
  if (bytes.length < 8 + HASH) return undefined
  const body = bytes.subarray(0, -HASH)
  return hashOf(body).equals(bytes.subarray(-HASH)) ? Buffer.from(body).readDoubleLE() : undefined
}
