import { concatenate, utf8Bytes } from '../bytes.js'

/**
 * The wire format of protocol buffers, as much of it as models and event files take: a field is its number and how its value is written,
 * then the value (https://protobuf.dev/programming-guides/encoding).
 */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

/**
 * A whole number as seven bits a byte, the low ones first; all bytes but the last have their high bit set. A negative one is
 * written in 64 bits of two's complement, ten bytes.
 */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) + 128)
  return [...bytes, Number(rest)]
}

const key = (field: number, wire: number): number[] => varint(field * 8 + wire)

/** The field of a whole number between ±2⁵³. */
export function integerField(field: number, value: number): Uint8Array {
  return Uint8Array.from([...key(field, WIRE.varint), ...varint(value)])
}

/** The field of a float32. */
export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return concatenate([Uint8Array.from(key(field, WIRE.fixed32)), bytes])
}

/** The field of a float64. */
export function doubleField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return concatenate([Uint8Array.from(key(field, WIRE.fixed64)), bytes])
}

/** The field of bytes, or of a message, which is the bytes of its fields. */
export function bytesField(field: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return concatenate([Uint8Array.from([...key(field, WIRE.bytes), ...varint(length)]), ...parts])
}

/** The field of a text. */
export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, utf8Bytes(text))
}
