import { BadInput } from '@antigrad/core'
import { decodeUtf8 } from '@antigrad/core/internal'
import { WIRE } from './write.js'

/** The value of a field: a whole number, or bytes; a float is its four bytes. */
export type WireValue = number | Uint8Array

/** Where bytes come from, for messages: the file, and what it should hold, `an ONNX model`. */
export interface Source {
  readonly file: string
  readonly content: string
}

/** The fields of a message by their numbers, each with its values in order. */
export class Fields {
  readonly #values = new Map<number, WireValue[]>()
  readonly #source: Source

  /**
   * Reads a message.
   * @throws BadInput where its bytes are none
   */
  constructor(bytes: Uint8Array, source: Source) {
    this.#source = source
    const reader = new WireReader(bytes, source)
    while (reader.at < bytes.length) {
      const key = reader.varint()
      const [field, wire] = [Math.floor(key / 8), key % 8]
      const value =
        wire === WIRE.varint
          ? reader.signed()
          : wire === WIRE.bytes
            ? reader.take(reader.varint())
            : wire === WIRE.fixed32
              ? reader.take(4)
              : wire === WIRE.fixed64
                ? reader.take(8)
                : reader.refuse('a known wire type', `wire type ${wire}`)
      const values = this.#values.get(field)
      if (values) values.push(value)
      else this.#values.set(field, [value])
    }
  }

  /** The messages of a field. */
  messages(field: number): Fields[] {
    return this.bytes(field).map((bytes) => new Fields(bytes, this.#source))
  }

  /** The last message of a field; an empty one where there is none. */
  message(field: number): Fields {
    return this.messages(field).at(-1) ?? new Fields(new Uint8Array(0), this.#source)
  }

  bytes(field: number): Uint8Array[] {
    return (this.#values.get(field) ?? []).filter((value) => value instanceof Uint8Array)
  }

  /** @throws BadInput for what is not UTF-8 */
  texts(field: number): string[] {
    return this.bytes(field).map((bytes) => {
      const decoded = decodeUtf8(bytes)
      if ('text' in decoded) return decoded.text
      throw new BadInput(`${this.#source.file}: expected text in UTF-8, found other bytes`)
    })
  }

  /** The last text of a field; '' where there is none. */
  text(field: number): string {
    return this.texts(field).at(-1) ?? ''
  }

  /** Whole numbers of 64 bits with their signs, packed or not; one beyond ±2⁵³ as the nearest float64. */
  integers(field: number): number[] {
    return (this.#values.get(field) ?? []).flatMap((value) => {
      if (!(value instanceof Uint8Array)) return [value]
      const reader = new WireReader(value, this.#source)
      const numbers: number[] = []
      while (reader.at < value.length) numbers.push(reader.signed())
      return numbers
    })
  }

  integer(field: number): number | undefined {
    return this.integers(field).at(-1)
  }
}

class WireReader {
  at = 0
  readonly #bytes: Uint8Array
  readonly #source: Source

  constructor(bytes: Uint8Array, source: Source) {
    this.#bytes = bytes
    this.#source = source
  }

  /** A whole number from 0; one beyond 2⁵³ as some large one. */
  varint(): number {
    let value = 0
    let factor = 1
    for (let length = 0; length < 10; length++) {
      const byte = this.#bytes[this.at++]
      if (byte === undefined) break
      value += (byte & 127) * factor
      factor *= 128
      if (byte < 128) return value
    }
    return this.refuse('a whole number of at most ten bytes', 'none')
  }

  /** A whole number of 64 bits in two's complement. */
  signed(): number {
    const begin = this.at
    const value = this.varint()
    if (value <= Number.MAX_SAFE_INTEGER) return value
    let whole = 0n
    for (let at = this.at - 1; at >= begin; at--) whole = (whole << 7n) | BigInt(this.#bytes[at] & 127)
    return Number(BigInt.asIntN(64, whole))
  }

  take(length: number): Uint8Array {
    const left = this.#bytes.length - this.at
    if (!(length <= left)) this.refuse(`${length} bytes`, `${left}`)
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }

  refuse(expected: string, found: string): never {
    const { file, content } = this.#source
    throw new BadInput(`${file}: expected ${content} (${expected}), found ${found}; is the file whole?`)
  }
}
