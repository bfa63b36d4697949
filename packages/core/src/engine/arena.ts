import { type Matrix, matrixLength, matrixOver } from '../network/matrix.js'

/** Every view begins on a cache line of its own: no two workers write to one line by accident. */
const LINE = 64

/**
 * Hands out consecutive, aligned parts of one buffer. The same calls in the same order give the same
 * addresses, so every thread finds the same views in a shared buffer from the plan alone; without a buffer
 * an arena only counts what the calls take.
 */
export class Arena {
  #next = 0
  readonly #buffer: ArrayBufferLike | undefined

  constructor(buffer?: ArrayBufferLike) {
    this.#buffer = buffer
  }

  /** Bytes handed out so far. */
  get bytes(): number {
    return this.#next
  }

  float32(length: number): Float32Array {
    const at = this.#take(length * 4)
    return this.#buffer ? new Float32Array(this.#buffer, at, length) : new Float32Array(0)
  }

  float64(length: number): Float64Array {
    const at = this.#take(length * 8)
    return this.#buffer ? new Float64Array(this.#buffer, at, length) : new Float64Array(0)
  }

  uint32(length: number): Uint32Array {
    const at = this.#take(length * 4)
    return this.#buffer ? new Uint32Array(this.#buffer, at, length) : new Uint32Array(0)
  }

  int32(length: number): Int32Array {
    const at = this.#take(length * 4)
    return this.#buffer ? new Int32Array(this.#buffer, at, length) : new Int32Array(0)
  }

  uint8(length: number): Uint8Array {
    const at = this.#take(length)
    return this.#buffer ? new Uint8Array(this.#buffer, at, length) : new Uint8Array(0)
  }

  matrix(rows: number, columns: number): Matrix {
    return this.matrixOver(this.float32(matrixLength(rows, columns)), rows, columns)
  }

  /** A matrix over values of the same buffer, and the record by which the kernels find it. */
  matrixOver(values: Float32Array, rows: number, columns: number): Matrix {
    const record = this.record(values.byteOffset, rows, columns)
    return this.#buffer
      ? { ...matrixOver(values, rows, columns), record }
      : { rows, columns, values, address: 0, record }
  }

  /**
   * Words of 4 bytes that describe something to the kernels: addresses and sizes. Every thread writes the same.
   * @returns the address, in bytes; 0 without a buffer
   */
  record(...words: number[]): number {
    const record = this.uint32(words.length)
    if (this.#buffer) record.set(words)
    return record.byteOffset
  }

  #take(bytes: number): number {
    const at = this.#next
    this.#next += Math.ceil(bytes / LINE) * LINE
    return at
  }
}
