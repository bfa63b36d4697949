import { encodeUtf8Into, utf8Length } from '@antigrad/core/internal'

/** A text in UTF-8. */
export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(utf8Length(text))
  encodeUtf8Into(text, bytes, 0)
  return bytes
}

/** Float32 as little-endian bytes. */
export function floatBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  for (let n = 0; n < values.length; n++) view.setFloat32(4 * n, values[n], true)
  return bytes
}

/** Little-endian bytes as float32; what is left of the last four is left out. */
export function floatsOf(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const values = new Float32Array(Math.floor(bytes.length / 4))
  for (let n = 0; n < values.length; n++) values[n] = view.getFloat32(4 * n, true)
  return values
}

/** Bytes one after the other, in new memory. */
export function concatenate(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
