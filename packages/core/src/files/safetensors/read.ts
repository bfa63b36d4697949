import {
  FLOAT_BYTES,
  LENGTH_BYTES,
  LITTLE_ENDIAN,
  MAX_HEADER,
  parseHeader,
  type TensorType,
  TYPE_BYTES,
} from './header.js'
import { decodeText } from './json.js'
import { placeOf, quoted, refuse } from './refuse.js'

/** An array of float32 in row-major order. */
export interface Tensor {
  /** Sizes, the outermost first; `[]` is one number. */
  readonly shape: readonly number[]
  /** As many as the product of the sizes. */
  readonly values: Float32Array
}

/** A tensor of a file. */
export interface StoredTensor extends Tensor {
  /** The file's own bytes of the values, little-endian. */
  readonly bytes: Uint8Array
}

/** What a safetensors file holds. */
export interface Safetensors {
  /** By name, in the order in which they lie in the file. */
  readonly tensors: ReadonlyMap<string, StoredTensor>
  /** Without a prototype: `__proto__` is a key like any other. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface ReadOptions {
  /** Refuse NaN and ±∞. */
  readonly finite?: boolean
  /** Takes tensors of `F16`, `BF16` and `F64` too, and makes float32 of them: `convertFloats`. */
  readonly convert?: ((bytes: Uint8Array, type: Exclude<TensorType, 'F32'>) => Float32Array) | undefined
}

/** The exponent of a float32: all ones in NaN and ±∞. */
const EXPONENT = 0x7f800000

/**
 * Reads a safetensors file whose tensors are all `F32`, or floats that are converted: u64 length of the header, header in JSON, data in
 * little-endian order (https://github.com/huggingface/safetensors, README, "Format"). Takes any bytes.
 * The values are views of `bytes` where these lie as the machine wants them, at a multiple of four and
 * little-endian, and a copy otherwise; besides them it takes memory in proportion to the header, at most 4 MiB.
 * @param file the name of the file, for messages
 * @throws BadInput with file, offset in bytes, expected and found
 * @example
 * import { readSafetensors, writeSafetensors } from 'antigrad/safetensors'
 *
 * const bytes = writeSafetensors(new Map([['fc1.bias', { shape: [2], values: Float32Array.of(1, 2) }]]))
 * console.log(readSafetensors(bytes, 'biases.safetensors').tensors.get('fc1.bias')?.values)
 */
export function readSafetensors(
  bytes: Uint8Array,
  file: string,
  { finite = false, convert }: ReadOptions = {},
): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length < LENGTH_BYTES) {
    refuse(
      placeOf(file, bytes.length),
      'a safetensors header',
      `the end after ${bytes.length}`,
      'safetensors',
    )
  }
  const headerLength = view.getBigUint64(0, true)
  if (headerLength > MAX_HEADER) {
    const found = `a length of ${headerLength}: this is not a safetensors file`
    refuse(placeOf(file, 0), `a safetensors header of at most ${MAX_HEADER} bytes`, found, 'safetensors')
  }
  const dataStart = LENGTH_BYTES + Number(headerLength)
  if (dataStart > bytes.length) {
    const rest = bytes.length - LENGTH_BYTES
    refuse(
      placeOf(file, bytes.length),
      `a header of ${headerLength} bytes (is the file cut short?)`,
      `the end after ${rest}`,
      'length',
    )
  }
  const text = decodeText(bytes.subarray(LENGTH_BYTES, dataStart), file, LENGTH_BYTES)
  const { entries, metadata } = parseHeader(
    text,
    file,
    LENGTH_BYTES,
    bytes.length - dataStart,
    convert !== undefined,
  )

  const tensors = new Map<string, StoredTensor>()
  for (const { name, type, shape, begin, end } of entries) {
    const own = bytes.subarray(dataStart + begin, dataStart + end)
    const values = type === 'F32' || !convert ? floatsOf(own) : convert(own, type)
    const notFinite = finite ? firstNotFinite(values) : -1
    if (notFinite >= 0) {
      const at = dataStart + begin + notFinite * TYPE_BYTES[type]
      const found = `${values[notFinite]} in ${quoted(name)} at index ${notFinite}`
      refuse(placeOf(file, at), 'a finite number', found, 'finite')
    }
    tensors.set(name, { shape, values, bytes: own })
  }
  return { tensors, metadata }
}

/** Little-endian bytes as numbers, bit by bit. */
function floatsOf(bytes: Uint8Array): Float32Array {
  const { buffer, byteOffset, length } = bytes
  if (LITTLE_ENDIAN && byteOffset % FLOAT_BYTES === 0) {
    return new Float32Array(buffer, byteOffset, length / FLOAT_BYTES)
  }
  const view = new DataView(buffer, byteOffset, length)
  const bits = new Uint32Array(length / FLOAT_BYTES)
  for (let n = 0; n < bits.length; n++) bits[n] = view.getUint32(n * FLOAT_BYTES, true)
  return new Float32Array(bits.buffer)
}

/** The index of the first value that is NaN or ±∞, or -1. */
function firstNotFinite(values: Float32Array): number {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  for (let n = 0; n < bits.length; n++) if ((bits[n] & EXPONENT) === EXPONENT) return n
  return -1
}
