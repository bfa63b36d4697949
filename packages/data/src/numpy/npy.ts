import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'

/** The values of an array: those of 64-bit whole numbers as float64, of half precision as float32. */
export type NpyValues = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array

/** An array of numpy, in C order whatever its file has. */
export interface NpyArray {
  readonly file: string
  readonly shape: readonly number[]
  readonly values: NpyValues
  /** Whether its type is one of floats. */
  readonly floats: boolean
}

/** How the values of a type are read. */
interface Type {
  readonly bytes: number
  read(view: DataView, at: number, little: boolean): number
  make(count: number): NpyValues
}

const int64 = (read: (view: DataView, at: number, little: boolean) => bigint): Type => ({
  bytes: 8,
  // Whether float64 holds it is asked of what was read.
  read: (view, at, little) => {
    const value = read(view, at, little)
    return BigInt(Number(value)) === value ? Number(value) : Number.NaN
  },
  make: (count) => new Float64Array(count),
})

const float64 = (count: number): NpyValues => new Float64Array(count)

/** By kind and size as a header names them. */
const TYPES: Readonly<Record<string, Type>> = {
  b1: { bytes: 1, read: (view, at) => view.getUint8(at), make: (count) => new Uint8Array(count) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at), make: (count) => new Uint8Array(count) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at), make: (count) => new Int8Array(count) },
  u2: {
    bytes: 2,
    read: (view, at, little) => view.getUint16(at, little),
    make: (count) => new Int32Array(count),
  },
  i2: {
    bytes: 2,
    read: (view, at, little) => view.getInt16(at, little),
    make: (count) => new Int16Array(count),
  },
  u4: { bytes: 4, read: (view, at, little) => view.getUint32(at, little), make: float64 },
  i4: {
    bytes: 4,
    read: (view, at, little) => view.getInt32(at, little),
    make: (count) => new Int32Array(count),
  },
  u8: int64((view, at, little) => view.getBigUint64(at, little)),
  i8: int64((view, at, little) => view.getBigInt64(at, little)),
  f2: {
    bytes: 2,
    read: (view, at, little) => half(view.getUint16(at, little)),
    make: (count) => new Float32Array(count),
  },
  f4: {
    bytes: 4,
    read: (view, at, little) => view.getFloat32(at, little),
    make: (count) => new Float32Array(count),
  },
  f8: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little), make: float64 },
}

const FLOATS: ReadonlySet<Type> = new Set([TYPES.f2, TYPES.f4, TYPES.f8])

const MAGIC = '\x93NUMPY'

/** Dimensions that an array may have. */
const MOST_DIMENSIONS = 8

/**
 * Reads an array as `numpy.save` writes it (NEP 1: versions 1 to 3), of either byte order, in C or in Fortran order.
 * @throws BadInput for any other file, damage, types that are no numbers, and whole numbers that float64 cannot hold
 */
export function parseNpy({ file, bytes }: FileBytes): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const latin = new TextDecoder('latin1')
  if (bytes.length < 12 || latin.decode(bytes.subarray(0, 6)) !== latin.decode(magic())) {
    throw refuse(file, 'offset 0', 'an array of numpy', quote(latin.decode(bytes.subarray(0, 6))))
  }
  const version = bytes[6]
  if (version < 1 || version > 3) throw refuse(file, 'offset 6', 'version 1 to 3', String(version))
  const begin = version === 1 ? 10 : 12
  const end = begin + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true))
  if (end > bytes.length)
    throw refuse(file, 'offset 8', `a header of at most ${bytes.length - begin} bytes`, String(end - begin))
  const { type, little, fortran, shape } = readHeader(file, latin.decode(bytes.subarray(begin, end)), begin)
  const count = shape.reduce((product, size) => product * size, 1)
  const expected = count * type.bytes
  if (bytes.length - end !== expected) {
    const found = `${bytes.length - end}`
    throw refuse(file, `offset ${end}`, `${expected} bytes of values (${shape.join(' × ') || 'one'})`, found)
  }
  const values = type.make(count)
  const steps = fortran && shape.length > 1 ? new FortranOrder(shape) : undefined
  for (let n = 0; n < count; n++) {
    const at = end + (steps ? steps.next() : n) * type.bytes
    const value = type.read(view, at, little)
    if (type.bytes === 8 && Number.isNaN(value) && type.read !== TYPES.f8.read) {
      throw refuse(file, `offset ${at}`, 'a whole number that float64 holds exactly', 'another')
    }
    values[n] = value
  }
  return { file, shape, values, floats: FLOATS.has(type) }
}

function magic(): Uint8Array {
  return Uint8Array.from(MAGIC, (letter) => letter.charCodeAt(0))
}

/** Where the values of an array in Fortran order lie, in C order. */
class FortranOrder {
  readonly #shape: readonly number[]
  readonly #strides: number[] = []
  readonly #at: number[]
  #offset = 0
  #begun = false

  constructor(shape: readonly number[]) {
    this.#shape = shape
    this.#at = shape.map(() => 0)
    for (const [axis] of shape.entries()) {
      this.#strides.push(axis === 0 ? 1 : this.#strides[axis - 1] * shape[axis - 1])
    }
  }

  next(): number {
    if (!this.#begun) {
      this.#begun = true
      return 0
    }
    for (let axis = this.#shape.length - 1; axis >= 0; axis--) {
      this.#offset += this.#strides[axis]
      if (++this.#at[axis] < this.#shape[axis]) break
      this.#offset -= this.#strides[axis] * this.#shape[axis]
      this.#at[axis] = 0
    }
    return this.#offset
  }
}

/** What a header says: a dictionary of Python with three keys. */
function readHeader(
  file: string,
  header: string,
  begin: number,
): { type: Type; little: boolean; fortran: boolean; shape: number[] } {
  const place = `offset ${begin}`
  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[))/.exec(header)
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(header)
  const sizes = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(header)
  if (!descr || !fortran || !sizes) throw refuse(file, place, 'descr, fortran_order and shape', quote(header))
  if (descr[2])
    throw refuse(file, place, 'an array of numbers', 'one of records; save a column each, or a .csv')
  const [, order, name] = /^([<>|=])?(\w+)$/.exec(descr[1]) ?? []
  const type = name !== undefined && Object.hasOwn(TYPES, name) ? TYPES[name] : undefined
  if (!type) throw refuse(file, place, `numbers (${Object.keys(TYPES).join(', ')})`, kindOf(descr[1]))
  const shape = sizes[1]
    .split(',')
    .map((size) => size.replace('L', '').trim())
    .filter((size) => size !== '')
    .map(Number)
  if (shape.length > MOST_DIMENSIONS || !shape.every(Number.isSafeInteger)) {
    throw refuse(file, place, `at most ${MOST_DIMENSIONS} dimensions`, quote(sizes[1]))
  }
  return { type, little: order !== '>', fortran: fortran[1] === 'True', shape }
}

function kindOf(descr: string): string {
  if (descr.includes('O')) return "Python objects ('|O'): save an array of numbers, as with .astype(float)"
  if (/[US]/.test(descr)) return `texts (${quote(descr)}): save numbers for them`
  return `the type ${quote(descr)}`
}

/** A number in half precision (IEEE 754, binary16). */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return (sign * fraction) / 2 ** 24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return exponent >= 25
    ? sign * (1024 + fraction) * (1 << (exponent - 25))
    : (sign * (1024 + fraction)) / (1 << (25 - exponent))
}

/** A matrix as a table: its columns are called 1, 2, …; an array of one dimension is one column. */
export function npyRows({ shape }: NpyArray): { rows: number; columns: number } {
  const [rows = 0, ...others] = shape
  return { rows, columns: others.reduce((product, size) => product * size, 1) }
}
