import { FLOAT_BYTES, LENGTH_BYTES, MAX_ENTRIES, MAX_HEADER, METADATA } from './header.js'
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
  const ordered = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1))
  const { text, dataLength } = headerText(ordered, metadata)
  const textLength = utf8Length(text)
  const headerLength = Math.ceil(textLength / ALIGNMENT) * ALIGNMENT
  if (
    headerLength > MAX_HEADER ||
    ordered.length > MAX_ENTRIES ||
    Object.keys(metadata).length > MAX_ENTRIES
  ) {
    throw new RangeError(`a header takes at most ${MAX_HEADER} bytes and ${MAX_ENTRIES} entries`)
  }

  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + dataLength)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(headerLength), true)
  let next = encodeUtf8Into(text, bytes, LENGTH_BYTES)
  bytes.fill(' '.charCodeAt(0), next, LENGTH_BYTES + headerLength)
  next = LENGTH_BYTES + headerLength
  for (const [, { values }] of ordered) {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
    for (let n = 0; n < bits.length; n++) view.setUint32(next + n * FLOAT_BYTES, bits[n], true)
    next += values.length * FLOAT_BYTES
  }
  return bytes
}

function headerText(
  ordered: readonly (readonly [string, Tensor])[],
  metadata: Readonly<Record<string, string>>,
) {
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
  return { text: `{${members.join(',')}}`, dataLength }
}

function literal(text: string): string {
  if (/\p{Cs}/u.test(text))
    throw new RangeError(`UTF-8 has no form for the lone surrogate in ${JSON.stringify(text)}`)
  return JSON.stringify(text)
}
