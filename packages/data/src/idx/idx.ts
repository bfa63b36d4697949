import { refuse } from '../refuse.js'

/** The values of an IDX file, in the type that it has. */
export type IdxValues = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array

/**
 * An IDX file, as LeCun's page on MNIST describes it: two zeros, the type, the number of dimensions, each
 * dimension as a big-endian uint32, then the values, big-endian, the last dimension fastest.
 */
export interface Idx {
  /** `[count]` for labels, `[count, height, width]` for most images. */
  readonly shape: readonly number[]
  /** As many as the product of `shape`. Of bytes it is a view of the file. */
  readonly values: IdxValues
}

/** What the header of an IDX file promises. Nothing of it is borne out yet. */
export interface IdxHeader {
  readonly shape: readonly number[]
  /** The code of the type of its values: 0x08 for bytes. */
  readonly type: number
  /** Bytes of a value. */
  readonly size: number
  /** Bytes of the header itself: where the values begin. */
  readonly offset: number
  /** Bytes of the whole file; up to 2¹³¹, so possibly rounded, but never rounded down below 2⁵³. */
  readonly length: number
}

/** Dimensions that a file may have: four are count × height × width × channels. */
const MOST_DIMENSIONS = 4

/** Bytes of the longest header that is read. */
export const LONGEST_HEADER = 4 + 4 * MOST_DIMENSIONS

/** A type of values: its size in bytes, and how `count` of them are read from a view. */
interface IdxType {
  readonly name: string
  readonly size: number
  read(view: DataView, count: number): IdxValues
}

/** The types of the format, by their codes. */
const TYPES: Readonly<Record<number, IdxType>> = {
  8: {
    name: 'unsigned bytes',
    size: 1,
    read: (view, count) => new Uint8Array(view.buffer, view.byteOffset, count),
  },
  9: {
    name: 'signed bytes',
    size: 1,
    read: (view, count) => new Int8Array(view.buffer, view.byteOffset, count),
  },
  11: {
    name: 'int16',
    size: 2,
    read: (view, count) => filled(new Int16Array(count), (at) => view.getInt16(2 * at)),
  },
  12: {
    name: 'int32',
    size: 4,
    read: (view, count) => filled(new Int32Array(count), (at) => view.getInt32(4 * at)),
  },
  13: {
    name: 'float32',
    size: 4,
    read: (view, count) => filled(new Float32Array(count), (at) => view.getFloat32(4 * at)),
  },
  14: {
    name: 'float64',
    size: 8,
    read: (view, count) => filled(new Float64Array(count), (at) => view.getFloat64(8 * at)),
  },
}

/** Values, each by its number: `from` takes many times as long for millions of them, and boxes each. */
function filled<T extends IdxValues>(values: T, valueAt: (at: number) => number): T {
  for (let at = 0; at < values.length; at++) values[at] = valueAt(at)
  return values
}

/** The types, for messages. */
const KNOWN_TYPES = Object.entries(TYPES)
  .map(([code, { name }]) => `${hex(Number(code))} (${name})`)
  .join(', ')

/**
 * Reads the header of an IDX file of one dimension (labels) to four (images with channels).
 * @param bytes the first bytes of the file, at least `LONGEST_HEADER` where it has so many
 * @param file its name, for the message
 * @throws BadInput for another kind of file, a header cut short, or a dimension of 0
 */
export function readIdxHeader(bytes: Uint8Array, file: string): IdxHeader {
  if (bytes.length < 4) {
    throw refuse(file, 'offset 0', 'an IDX header of 4 bytes or more', `${bytes.length} bytes`)
  }
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    throw refuse(
      file,
      'offset 0',
      'the two zeros that begin an IDX file',
      `${hex(bytes[0])} ${hex(bytes[1])}`,
    )
  }
  const [, , type, rank] = bytes
  if (!TYPES[type]) throw refuse(file, 'offset 2', `a type of ${KNOWN_TYPES}`, hex(type))
  if (rank < 1 || rank > MOST_DIMENSIONS) {
    const expected = `1 dimension (labels) or 2 to ${MOST_DIMENSIONS} (images)`
    throw refuse(file, 'offset 3', expected, String(rank))
  }
  const offset = 4 + 4 * rank
  if (bytes.length < offset) {
    throw refuse(file, `offset ${bytes.length}`, `a header of ${offset} bytes`, 'the end of the file')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, offset)
  const shape = Array.from({ length: rank }, (_, dimension) => view.getUint32(4 + 4 * dimension))
  const empty = shape.indexOf(0)
  if (empty >= 0) throw refuse(file, `offset ${4 + 4 * empty}`, 'a dimension of 1 or more', '0: an empty set')
  const { size } = TYPES[type]
  const length = shape.reduce((product, each) => product * each, size) + offset
  return { shape, type, size, offset, length }
}

/** @throws BadInput where a header promises more or fewer bytes than the file has */
export function checkLength({ shape, length }: IdxHeader, bytes: number, file: string): void {
  if (length === bytes) return
  const promise = `${length} bytes in all, as its header of ${shape.join(' × ')} promises`
  throw refuse(file, `offset ${Math.min(length, bytes)}`, promise, `${bytes} bytes`)
}

/** Values of a file, by the bytes that they lie in: of unsigned bytes a view. */
export function readValues({ type, size }: IdxHeader, bytes: Uint8Array): IdxValues {
  return TYPES[type].read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), bytes.length / size)
}

/**
 * Reads an IDX file, uncompressed, of any of the format's types. Bytes are not copied.
 * @param bytes the whole file
 * @param file its name, for the message
 * @throws BadInput where the header is none, or promises more or fewer bytes than the file has
 */
export function parseIdx(bytes: Uint8Array, file: string): Idx {
  const header = readIdxHeader(bytes, file)
  checkLength(header, bytes.length, file)
  return { shape: header.shape, values: readValues(header, bytes.subarray(header.offset)) }
}

/** Where in its file a value of an IDX file lies. */
export function offsetOf({ shape, values }: Idx, index: number): number {
  return 4 + 4 * shape.length + index * values.BYTES_PER_ELEMENT
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}
