import { refuse } from './refuse.js'

/**
 * An IDX file of bytes, as LeCun's page on MNIST describes it: two zeros, the type 0x08, the number of
 * dimensions, each dimension as a big-endian uint32, then the values, the last dimension fastest.
 */
export interface Idx {
  /** `[count]` for labels, `[count, height, width]` for images. */
  readonly shape: readonly number[]
  /** A view of the file's own bytes, as many as the product of `shape`. */
  readonly values: Uint8Array
}

/** What the header of an IDX file promises. Nothing of it is borne out yet. */
export interface IdxHeader {
  readonly shape: readonly number[]
  /** Bytes of the header itself: where the values begin. */
  readonly offset: number
  /** Bytes of the whole file; up to 2⁹⁶, so possibly rounded, but never rounded down below 2⁵³. */
  readonly length: number
}

/** Bytes of the longest header that is read, that of images. */
export const LONGEST_HEADER = 16

const UBYTE = 0x08

/**
 * Reads the header of an IDX file of bytes with one dimension (idx1-ubyte) or three (idx3-ubyte).
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
  if (bytes[2] !== UBYTE) throw refuse(file, 'offset 2', 'type 0x08 (unsigned bytes)', hex(bytes[2]))
  const rank = bytes[3]
  if (rank !== 1 && rank !== 3) {
    throw refuse(file, 'offset 3', '1 dimension (labels) or 3 (images)', String(rank))
  }
  const offset = 4 + 4 * rank
  if (bytes.length < offset) {
    throw refuse(file, `offset ${bytes.length}`, `a header of ${offset} bytes`, 'the end of the file')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, offset)
  const shape = Array.from({ length: rank }, (_, dimension) => view.getUint32(4 + 4 * dimension))
  const empty = shape.indexOf(0)
  if (empty >= 0) throw refuse(file, `offset ${4 + 4 * empty}`, 'a dimension of 1 or more', '0: an empty set')
  return { shape, offset, length: shape.reduce((product, size) => product * size, 1) + offset }
}

/**
 * Reads an IDX file of bytes, uncompressed, of one dimension (labels) or three (images). Nothing is copied.
 * @param bytes the whole file
 * @param file its name, for the message
 * @throws BadInput where the header is none, or promises more or fewer bytes than the file has
 */
export function parseIdx(bytes: Uint8Array, file: string): Idx {
  const { shape, offset, length } = readIdxHeader(bytes, file)
  if (length !== bytes.length) {
    const promise = `${length} bytes in all, as its header of ${shape.join(' × ')} promises`
    throw refuse(file, `offset ${Math.min(length, bytes.length)}`, promise, `${bytes.length} bytes`)
  }
  return { shape, values: bytes.subarray(offset) }
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`
}
