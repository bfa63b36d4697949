import { BadInput } from '@antigrad/core'
import {
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  type SchemaElement,
  type SchemaTree,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { FileBytes } from '../file-bytes.js'
import { damageOf, quote, refuse } from '../refuse.js'
import { decimalCell } from './decimal.js'
import { checkPages, MOST_PAGE } from './parquet-pages.js'
import type { Unpack } from './parquet-runs.js'
import { MOST_CELLS } from './rows.js'
import { type Cell, type NestedValue, type TableSource, TableWriter } from './written-table.js'

/** Bytes that a decimal may have: any program's have no more than half of it. */
const MOST_DECIMAL = 64

/** Values that a file may hold. */
const MOST_VALUES = 2 ** 27

const DAY = 86_400_000

/** How many of a unit of time are an hour. */
const HOURS = { MILLIS: 3.6e6, MICROS: 3.6e9, NANOS: 3.6e12 }

/** Days as a table writes dates, moments as days since 1970-01-01 with their fractions. */
const PARSERS = {
  dateFromDays: (days: number | null | undefined) =>
    days == null ? undefined : new Date(days * DAY).toISOString().slice(0, 10),
  timestampFromMilliseconds: (millis: bigint | null | undefined) => daysOf(millis, DAY),
  timestampFromMicroseconds: (micros: bigint | null | undefined) => daysOf(micros, 1e3 * DAY),
  timestampFromNanoseconds: (nanos: bigint | null | undefined) => daysOf(nanos, 1e6 * DAY),
  stringFromBytes: textOf,
}

function daysOf(count: bigint | null | undefined, day: number): number | undefined {
  return count == null ? undefined : Number(count) / day
}

/**
 * Reads a Parquet file as a table: packed in any of the usual ways, gaps as missing values, whole numbers of 64 bits
 * exactly. Columns that pandas kept as categories hold kinds.
 * @throws BadInput for damage, and, with the row and the column, for numbers that float64 cannot hold
 */
export async function readParquet({ file, bytes }: FileBytes): Promise<TableSource> {
  const damaged = (error: unknown): Error =>
    refuse(file, 'offset 0', 'a Parquet file', `damage (${damageOf(error)})`)
  const buffer = bytes.slice().buffer
  let metadata: FileMetaData
  let columns: readonly SchemaTree[]
  try {
    metadata = parquetMetadata(buffer, { geoparquet: false })
    columns = parquetSchema(metadata).children
  } catch (error) {
    throw damaged(error)
  }
  check(file, metadata, columns)
  const cells = columns.map(({ element }) => cellOf(element))
  const nested = nestedOf(columns)
  const names = columns.map(({ element }) => element.name)
  const moments = columns.filter(({ element }) => isMoment(element)).map(({ element }) => element.name)
  const writer = new TableWriter(file, names, {
    categories: categoriesOf(metadata),
    moments,
    place: 'row',
    nested,
  })
  const values: unknown[][] = []
  try {
    const read = columns.filter(({ element }) => !nested.has(element.name))
    checkPages(bytes, metadata, new Map(read.map(({ element }) => [element.name, element])), unpack)
    const plain = withoutDecimals(metadata)
    for (const name of names) values.push(nested.has(name) ? [] : await readColumn(buffer, plain, name))
  } catch (error) {
    throw damaged(error)
  }
  for (let row = 0; row < Number(metadata.num_rows); row++) {
    try {
      writer.add((column) => cells[column](values[column][row]))
    } catch (error) {
      throw error instanceof BadInput ? error : damaged(error)
    }
  }
  return writer.done()
}

/**
 * The values of a column. Groups of rows are read one after the other: of several at once an error is thrown where nobody
 * can catch it, as soon as two are damaged.
 */
async function readColumn(buffer: ArrayBuffer, metadata: FileMetaData, name: string): Promise<unknown[]> {
  const values: unknown[] = []
  const rows = Number(metadata.num_rows)
  for (const group of metadata.row_groups) {
    const rowStart = values.length
    const rowEnd = rowStart + Number(group.num_rows)
    if (!(rowEnd >= rowStart && rowEnd <= rows)) throw new Error(`a group of ${group.num_rows} rows`)
    await parquetRead({
      file: { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) },
      metadata,
      columns: [name],
      rowStart,
      rowEnd,
      compressors: limited,
      parsers: PARSERS,
      geoparquet: false,
      // Texts of some writers are not marked as such: `textOf` tells them from bytes.
      utf8: false,
      onComplete: (found) => {
        for (const [value] of found) values.push(value)
      },
    })
    if (values.length !== rowEnd) throw new Error(`${values.length - rowStart} of ${group.num_rows} rows`)
  }
  if (values.length !== rows) throw new Error(`${values.length} of ${rows} rows`)
  return values
}

/** Refuses what is too large before any of it is read. */
function check(file: string, { num_rows: rows }: FileMetaData, columns: readonly SchemaTree[]): void {
  if (columns.length > MOST_CELLS)
    throw refuse(file, 'row 1', `at most ${MOST_CELLS} columns`, `${columns.length}`)
  if (rows < 0n || Number(rows) * columns.length > MOST_VALUES) {
    throw refuse(file, 'row 1', `at most ${MOST_VALUES} values`, `${rows} rows of ${columns.length}`)
  }
  const names = columns.map(({ element }) => element.name)
  if (names.some((name) => typeof name !== 'string')) {
    throw refuse(file, 'offset 0', 'a Parquet file', 'damage (a column without a name)')
  }
  // The decoder finds columns by their names.
  const seen = new Set<string>()
  const again = names.find((name) => seen.size === seen.add(name).size)
  if (again !== undefined)
    throw refuse(file, 'row 1', 'columns of different names', `${quote(again)} twice: call one otherwise`)
}

/** Columns of lists and of records, which are left alone. */
function nestedOf(columns: readonly SchemaTree[]): ReadonlyMap<string, NestedValue> {
  const nested = columns.filter(
    ({ children, element }) => children.length > 0 || element.repetition_type === 'REPEATED',
  )
  return new Map(nested.map(({ element }) => [element.name, { line: 1, found: 'nested values' }]))
}

/** The bytes that a codec packed, as the decoder has them. */
const unpack: Unpack = (codec, packed, length) => {
  const of = limited[codec]
  if (codec !== 'UNCOMPRESSED' && !of) throw new Error(`the codec ${codec}`)
  return of ? of(packed, length) : packed
}

const limited = Object.fromEntries(
  Object.entries(compressors).map(([codec, decompress]) => [
    codec,
    (packed: Uint8Array, length: number): Uint8Array => {
      if (!(length >= 0 && length <= MOST_PAGE)) throw new Error(`a page of ${length} bytes`)
      // Where all values are missing a dictionary has none, which not every codec takes for packed.
      return length === 0 ? new Uint8Array(0) : decompress(packed, length)
    },
  ]),
)

/**
 * The metadata as the decoder gets them: it is not told of decimals, for it makes products of them that are not the nearest
 * float64, and loses digits.
 */
function withoutDecimals(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) => {
    if (!isDecimal(element)) return element
    const { converted_type: _, logical_type: __, ...plain } = element
    return plain
  })
  return { ...metadata, schema }
}

function isDecimal({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return converted === 'DECIMAL' || logical?.type === 'DECIMAL'
}

/** Whether values are moments, which the decoder gives in days. */
function isMoment({ converted_type: converted, logical_type: logical, type }: SchemaElement): boolean {
  return type === 'INT96' || logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP_') === true
}

/** What a value of a column, as the decoder gives it, becomes in a table. */
function cellOf(element: SchemaElement): (value: unknown) => Cell {
  const { converted_type: converted, logical_type: logical, scale = 0, type } = element
  if (isDecimal(element)) {
    const places = logical?.type === 'DECIMAL' ? logical.scale : scale
    return (value) => (value == null ? undefined : decimalCell(unscaledOf(value), places))
  }
  const unit = logical?.type === 'TIME' ? logical.unit : TIMES[converted ?? '']
  if (unit !== undefined) return (value) => (value == null ? undefined : Number(value) / HOURS[unit])
  if (type === 'BYTE_ARRAY') return (value) => (value instanceof Uint8Array ? textOf(value) : value)
  return (value) => value
}

const TIMES: Readonly<Record<string, keyof typeof HOURS>> = { TIME_MILLIS: 'MILLIS', TIME_MICROS: 'MICROS' }

/** The whole number of a decimal: bytes hold it in two's complement, the highest first. */
function unscaledOf(value: unknown): bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value)
  if (!(value instanceof Uint8Array && value.length <= MOST_DECIMAL)) throw new Error('decimals of no digits')
  let unscaled = 0n
  for (const byte of value) unscaled = (unscaled << 8n) | BigInt(byte)
  return BigInt.asIntN(8 * value.length, unscaled)
}

/** The text that bytes are in UTF-8, or the bytes where they are none. */
function textOf(bytes: Uint8Array | null | undefined): string | Uint8Array | undefined {
  if (bytes == null) return undefined
  try {
    return UTF8.decode(bytes)
  } catch {
    return bytes
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The columns that pandas says were categories. */
function categoriesOf({ key_value_metadata: pairs = [] }: FileMetaData): string[] {
  const text = pairs.find(({ key }) => key === 'pandas')?.value
  try {
    const columns: unknown = JSON.parse(text ?? '{}').columns
    if (!Array.isArray(columns)) return []
    return columns
      .filter((column) => column?.pandas_type === 'categorical')
      .map((column) => String(column.field_name ?? column.name))
  } catch {
    // Another program's note is no reason to refuse its table.
    return []
  }
}
