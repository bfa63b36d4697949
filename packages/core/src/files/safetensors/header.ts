import { JsonScanner } from './json.js'
import { quoted } from './refuse.js'

/** Whether numbers lie in memory as they do in a file. */
export const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

/** Bytes before the header: its length, a little-endian u64. */
export const LENGTH_BYTES = 8

/** Bytes of header that are read and written at most. */
export const MAX_HEADER = 4 * 2 ** 20

/** The header's key that holds texts instead of a tensor. */
export const METADATA = '__metadata__'

/** Tensors, and texts of metadata, at most: with `MAX_RANK` they bound the memory that a header can ask for. */
export const MAX_ENTRIES = 2 ** 14
const MAX_RANK = 64

/** Bytes of a float32: the type that is written, `F32`. */
export const FLOAT_BYTES = 4

/** Types of numbers that can be read, with the bytes of each. All but `F32` are converted. */
export const TYPE_BYTES = { F32: FLOAT_BYTES, F16: 2, BF16: 2, F64: 8 } as const
export type TensorType = keyof typeof TYPE_BYTES

/** A tensor as the header describes it: its data are the bytes from `begin` to `end`, counted after the header. */
export interface TensorEntry {
  readonly name: string
  readonly type: TensorType
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
  /** Where its name stands in the header: for messages. */
  readonly at: number
}

/** What a header says, in the order in which the data lie. */
export interface Header {
  readonly entries: readonly TensorEntry[]
  /** Without a prototype. */
  readonly metadata: Record<string, string>
}

/**
 * Reads a header and checks it as the Rust library does (`Metadata::validate`): the tensors, in the order
 * of their offsets, fill the data from the first byte to the last without gap or overlap, each as long as
 * its shape says. Stricter in four things: `F32` alone, or the types asked for, no key twice, no field beyond the three, and at
 * most 16,384 tensors of at most 64 dimensions.
 * @param text the header
 * @param start where the header begins in the file, in bytes
 * @param dataLength bytes after the header
 * @param converts whether tensors of the other types are taken too
 * @throws BadInput with file, offset, expected and found
 */
export function parseHeader(
  text: string,
  file: string,
  start: number,
  dataLength: number,
  converts = false,
): Header {
  const scanner = new JsonScanner(text, file, start)
  const entries: TensorEntry[] = []
  const metadata: Record<string, string> = Object.create(null)
  if (text[0] !== '{')
    scanner.refuse(0, 'a header that begins with "{"', quoted(text.slice(0, 16)), 'safetensors')
  scanner.object('the header', (name, at) => {
    if (name === METADATA) readMetadata(scanner, metadata)
    else entries.push(readEntry(scanner, name, at, converts))
    if (entries.length > MAX_ENTRIES) scanner.refuse(at, `at most ${MAX_ENTRIES} tensors`, 'more')
  })
  scanner.end()
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end)
  checkLayout(scanner, entries, dataLength)
  return { entries, metadata }
}

function readMetadata(scanner: JsonScanner, metadata: Record<string, string>): void {
  let count = 0
  scanner.object('an object', (key, at) => {
    if (++count > MAX_ENTRIES) scanner.refuse(at, `at most ${MAX_ENTRIES} texts`, 'more')
    metadata[key] = scanner.string('a text')
  })
}

function readEntry(scanner: JsonScanner, name: string, at: number, converts: boolean): TensorEntry {
  let type: TensorType | undefined
  let shape: number[] | undefined
  let offsets: number[] | undefined
  scanner.object('a tensor with dtype, shape and data_offsets', (field, fieldAt) => {
    if (field === 'dtype') {
      const typeAt = scanner.at
      const found = scanner.string('a dtype')
      type = typeOf(found, converts)
      if (type === undefined) {
        const expected = converts ? 'dtype F32, F16, BF16 or F64' : 'dtype F32'
        scanner.refuse(typeAt, expected, `${quoted(found)} of ${quoted(name)}`, 'dtype')
      }
    } else if (field === 'shape') {
      shape = readWholeNumbers(scanner, MAX_RANK)
    } else if (field === 'data_offsets') {
      offsets = readWholeNumbers(scanner, 2)
      if (offsets.length < 2) scanner.refuse(fieldAt, 'data_offsets [begin, end]', `${offsets.length} of two`)
    } else {
      scanner.refuse(fieldAt, 'dtype, shape or data_offsets', quoted(field))
    }
  })
  if (type === undefined || !shape || !offsets) {
    const missing = type === undefined ? 'dtype' : shape ? 'data_offsets' : 'shape'
    return scanner.refuse(at, `${missing} of ${quoted(name)}`, 'none')
  }
  return { name, type, shape, begin: offsets[0], end: offsets[1], at }
}

function typeOf(text: string, converts: boolean): TensorType | undefined {
  if (text === 'F32') return text
  return converts && (text === 'F16' || text === 'BF16' || text === 'F64') ? text : undefined
}

function readWholeNumbers(scanner: JsonScanner, most: number): number[] {
  const numbers: number[] = []
  scanner.array('an array of whole numbers', () => {
    if (numbers.length === most) scanner.refuse(scanner.at, `at most ${most} numbers`, 'more')
    numbers.push(scanner.integer('a whole number from 0'))
  })
  return numbers
}

function checkLayout(scanner: JsonScanner, entries: readonly TensorEntry[], dataLength: number): void {
  let filled = 0
  for (const { name, type, shape, begin, end, at } of entries) {
    const found = `${quoted(name)} at ${begin} to ${end}`
    if (begin !== filled || end < begin) {
      scanner.refuse(at, `a tensor that begins at ${filled}, where the one before it ends`, found)
    }
    if (end > dataLength) {
      scanner.refuse(
        at,
        `a tensor within the ${dataLength} bytes of data (is the file cut short?)`,
        found,
        'length',
      )
    }
    const bytes = shape.reduce(
      (product, size) => (Number.isSafeInteger(product) ? product * size : product),
      TYPE_BYTES[type],
    )
    if (bytes !== end - begin) {
      scanner.refuse(at, `${bytes} bytes for the shape [${shape.join(',')}]`, `${end - begin} bytes`)
    }
    filled = end
  }
  if (filled !== dataLength) {
    scanner.refuse(0, `tensors that fill the ${dataLength} bytes of data`, `${filled} bytes of tensors`)
  }
}
