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
import { checkPages, MOST_PAGE } from './parquet-pages.js'
import { MOST_CELLS } from './rows.js'
import { type NestedValue, type TableSource, TableWriter } from './written-table.js'

/** Values that a file may hold. */
const MOST_VALUES = 2 ** 27

const DAY = 86_400_000

/** Whole numbers of a decimal up to here are exact in float64. */
const EXACT = 2 ** 53

/** Days as a table writes dates, moments as days since 1970-01-01 with their fractions. */
const PARSERS = {
  dateFromDays: (days: number | null | undefined) =>
    days == null ? undefined : new Date(days * DAY).toISOString().slice(0, 10),
  timestampFromMilliseconds: (millis: bigint | null | undefined) => daysOf(millis, DAY),
  timestampFromMicroseconds: (micros: bigint | null | undefined) => daysOf(micros, 1e3 * DAY),
  timestampFromNanoseconds: (nanos: bigint | null | undefined) => daysOf(nanos, 1e6 * DAY),
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
  const nested = nestedOf(columns)
  const elements = columns.map(({ element }) => element)
  const names = elements.map(({ name }) => name)
  const writer = new TableWriter(file, names, { categories: categoriesOf(metadata), place: 'row', nested })
  const values: unknown[][] = []
  try {
    checkPages(bytes, metadata, nested)
    for (const name of names) values.push(nested.has(name) ? [] : await readColumn(buffer, metadata, name))
  } catch (error) {
    throw damaged(error)
  }
  for (let row = 0; row < Number(metadata.num_rows); row++) {
    writer.add((column) => decimal(values[column][row], elements[column], file, row))
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
  if (columns.some(({ element }) => typeof element.name !== 'string')) {
    throw refuse(file, 'offset 0', 'a Parquet file', 'damage (a column without a name)')
  }
}

/** Columns of lists and of records, which are left alone. */
function nestedOf(columns: readonly SchemaTree[]): ReadonlyMap<string, NestedValue> {
  const nested = columns.filter(
    ({ children, element }) => children.length > 0 || element.repetition_type === 'REPEATED',
  )
  return new Map(nested.map(({ element }) => [element.name, { line: 1, found: 'nested values' }]))
}

const limited = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (packed: Uint8Array, length: number): Uint8Array => {
      if (!(length >= 0 && length <= MOST_PAGE)) throw new Error(`a page of ${length} bytes`)
      return unpack(packed, length)
    },
  ]),
)

/** A decimal in the nearest float64, which a product with a power of ten is not always. */
function decimal(
  value: unknown,
  { converted_type: type, scale = 0, name }: SchemaElement,
  file: string,
  row: number,
): unknown {
  if (type !== 'DECIMAL' || typeof value !== 'number') return value
  if (Math.abs(value) * 10 ** scale > EXACT) {
    const place = `row ${row + 1}, column ${quote(name)}`
    throw refuse(file, place, 'a decimal that float64 holds', String(value))
  }
  return scale >= 0 && scale <= 100 ? Number(value.toFixed(scale)) : value
}

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
