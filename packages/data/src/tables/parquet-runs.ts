import type { ColumnMetaData, PageHeader, SchemaElement } from 'hyparquet'
import { readVarInt } from 'hyparquet/src/thrift.js'

/** Values that a packed run may have beyond those of its page: writers fill their last run up. */
const MOST_PADDING = 512

/** Bytes that are read from the front. */
interface Reader {
  readonly view: DataView
  offset: number
}

/** A page of a column, as it lies in the file. */
export interface Page {
  readonly header: PageHeader
  readonly packed: Uint8Array
  readonly column: ColumnMetaData
  readonly element: SchemaElement
}

/** Unpacks what a codec packed into so many bytes. */
export type Unpack = (codec: ColumnMetaData['codec'], packed: Uint8Array, length: number) => Uint8Array

/**
 * Checks that the runs of a page of data hold no more values than the page: the decoder makes as many as a run promises, and
 * a few damaged bytes promise more than there is memory for.
 * @throws Error for a run that is too long, or bytes that are missing
 */
export function checkRuns({ header, packed, column, element }: Page, unpack: Unpack): void {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: whole } = header
  const { codec, type } = column
  const isNullable = element.repetition_type !== 'REQUIRED'
  if (first) {
    const values = readerOf(unpack(codec, packed, whole))
    let count = first.num_values
    if (isNullable) {
      const end = 4 + values.view.getUint32(0, true)
      values.offset = 4
      count = walk(values, 1, count)
      values.offset = end
    }
    checkValues(values, first.encoding, type, count)
  }
  if (second) {
    const { repetition_levels_byte_length: repetitions, definition_levels_byte_length: definitions } = second
    const begin = repetitions + definitions
    if (isNullable) {
      const levels = readerOf(packed)
      levels.offset = repetitions
      walk(levels, 1, second.num_values)
    }
    const rest = packed.subarray(begin)
    const isPacked = second.is_compressed !== false && whole > begin
    const values = readerOf(isPacked ? unpack(codec, rest, whole - begin) : rest)
    checkValues(values, second.encoding, type, second.num_values - second.num_nulls)
  }
}

function checkValues(reader: Reader, encoding: string, type: ColumnMetaData['type'], count: number): void {
  if (encoding === 'RLE' || (type === 'BOOLEAN' && encoding.endsWith('DICTIONARY'))) {
    reader.offset += 4
    walk(reader, 1, count)
  } else if (encoding.endsWith('DICTIONARY') && count > 0) {
    walk(reader, reader.view.getUint8(reader.offset++), count)
  }
}

/**
 * Walks over runs, of one value again and again or of values of so many bits each, as the decoder does.
 * @param count values that they are to hold
 * @returns of values of one bit, how many are 1
 */
function walk(reader: Reader, bits: number, count: number): number {
  const { view } = reader
  let ones = 0
  for (let left = count; left > 0; ) {
    const head = readVarInt(reader)
    const isPacked = (head & 1) === 1
    const length = isPacked ? 8 * (head >>> 1) : head >>> 1
    if (length > left + (isPacked ? MOST_PADDING : 0)) {
      throw new Error(`a run of ${length} values where there are ${left}`)
    }
    const own = Math.min(length, left)
    if (bits === 1) ones += isPacked ? onesOf(reader, own) : view.getUint8(reader.offset) === 1 ? own : 0
    // Of values without bits the decoder takes a byte all the same where they are packed.
    reader.offset += isPacked ? Math.max(1, (length / 8) * bits) : (bits + 7) >> 3
    left -= own
  }
  return ones
}

function onesOf({ view, offset }: Reader, count: number): number {
  let ones = 0
  for (let n = 0; n < count; n++) ones += (view.getUint8(offset + (n >> 3)) >> (n & 7)) & 1
  return ones
}

function readerOf({ buffer, byteOffset, byteLength }: Uint8Array): Reader {
  return { view: new DataView(buffer, byteOffset, byteLength), offset: 0 }
}
