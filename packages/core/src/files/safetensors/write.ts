import { FLOAT_BYTES, LENGTH_BYTES, LITTLE_ENDIAN, MAX_ENTRIES, MAX_HEADER, METADATA } from './header.js'
import type { Tensor } from './read.js'
import { encodeUtf8Into, utf8Length } from './utf8.js'

/** The header is padded with spaces to a multiple of this, so that the data may be mapped as they lie. */
const ALIGNMENT = 8

/**
 * The bytes of a safetensors file. The same tensors and metadata give the same bytes, in whatever order
 * they are given: tensors and keys lie in the order of their names, as the Rust library lays tensors out.
 * @param tensors by name; `values` may lie in shared memory
 * @param metadata texts for the header
 * @throws RangeError where values do not fit their shape, a name cannot be written, or the header is larger
 *   than `readSafetensors` takes: a mistake of the caller
 * @example
 * import { writeSafetensors } from 'antigrad/safetensors'
 *
 * const weight = { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }
 * console.log(writeSafetensors(new Map([['fc1.weight', weight]])).length)
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const pieces = safetensorsPieces(tensors, metadata)
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let next = 0
  for (const piece of pieces) {
    bytes.set(piece, next)
    next += piece.length
  }
  return bytes
}

/**
 * The bytes of a safetensors file, one piece after the other: its header, and of each tensor a view of its values, for files
 * that are not to be made a second time in memory.
 * @throws RangeError as `writeSafetensors`
 */
export function safetensorsPieces(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array[] {
  const ordered = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1))
  const text = headerText(ordered, metadata)
  const textLength = utf8Length(text)
  const headerLength = Math.ceil(textLength / ALIGNMENT) * ALIGNMENT
  if (
    headerLength > MAX_HEADER ||
    ordered.length > MAX_ENTRIES ||
    Object.keys(metadata).length > MAX_ENTRIES
  ) {
    throw new RangeError(`a header takes at most ${MAX_HEADER} bytes and ${MAX_ENTRIES} entries`)
  }

  const header = new Uint8Array(LENGTH_BYTES + headerLength)
  new DataView(header.buffer).setBigUint64(0, BigInt(headerLength), true)
  header.fill(' '.charCodeAt(0), encodeUtf8Into(text, header, LENGTH_BYTES))
  return [header, ...ordered.map(([, { values }]) => dataOf(values))]
}

/** The bytes of numbers as a file has them: a view where they lie so in memory. */
function dataOf({ buffer, byteOffset, byteLength, length }: Float32Array): Uint8Array {
  if (LITTLE_ENDIAN) return new Uint8Array(buffer, byteOffset, byteLength)
  const view = new DataView(new ArrayBuffer(byteLength))
  const bits = new Uint32Array(buffer, byteOffset, length)
  for (let n = 0; n < length; n++) view.setUint32(n * FLOAT_BYTES, bits[n], true)
  return new Uint8Array(view.buffer)
}

function headerText(
  ordered: readonly (readonly [string, Tensor])[],
  metadata: Readonly<Record<string, string>>,
): string {
  const members: string[] = []
  const keys = Object.keys(metadata).sort()
  if (keys.length > 0) {
    const texts = keys.map((key) => `${literal(key)}:${literal(metadata[key])}`)
    members.push(`${literal(METADATA)}:{${texts.join(',')}}`)
  }
  let dataLength = 0
  for (const [name, { shape, values }] of ordered) {
    const size = shape.reduce((product, length) => product * length, 1)
    if (name === METADATA) throw new RangeError(`no tensor can be named ${METADATA}`)
    if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0) || size !== values.length) {
      throw new RangeError(`${name} has the shape [${shape.join(',')}], but ${values.length} values`)
    }
    const end = dataLength + size * FLOAT_BYTES
    members.push(
      `${literal(name)}:{"dtype":"F32","shape":[${shape.join(',')}],"data_offsets":[${dataLength},${end}]}`,
    )
    dataLength = end
  }
  return `{${members.join(',')}}`
}

function literal(text: string): string {
  if (/\p{Cs}/u.test(text))
    throw new RangeError(`UTF-8 has no form for the lone surrogate in ${JSON.stringify(text)}`)
  return JSON.stringify(text)
}
