/** Tables and vectors of a flatbuffer, of which no more are looked at than it can have. */
export class Flatbuffer {
  readonly #view: DataView
  readonly #end: number
  #left: number

  constructor(bytes: Uint8Array, end: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#end = end
    this.#left = bytes.length
  }

  uint8(at: number): number {
    return this.#view.getUint8(at)
  }

  int32(at: number): number {
    return this.#view.getInt32(at, true)
  }

  /** A whole number from 0. */
  int64(at: number): number {
    const value = this.#view.getBigInt64(at, true)
    if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`a size of ${value}`)
    return Number(value)
  }

  /** The table that a place points to: where its fields lie, 0 where they are not there. */
  table(at: number): { at(field: number): number } {
    const view = this.#view
    const position = at + this.int32(at)
    const fields = position - this.int32(position)
    const size = view.getUint16(fields, true)
    return {
      at: (field) => {
        const offset = field < size ? view.getUint16(fields + field, true) : 0
        return offset === 0 ? 0 : position + offset
      },
    }
  }

  /** Where the entries of a vector lie that a place points to; none for 0. */
  vector(at: number, size: number): number[] {
    if (at === 0) return []
    const begin = at + this.int32(at)
    const count = this.int32(begin)
    this.#left -= count * size
    if (count < 0 || this.#left < 0 || begin + 4 + count * size > this.#end)
      throw new Error(`${count} entries`)
    return Array.from({ length: count }, (_, entry) => begin + 4 + entry * size)
  }
}
