import { BadInput } from '@antigrad/core'
import {
  type Batch,
  type Column,
  CompressionType,
  type DataType,
  setCompressionCodec,
  type Table,
  TimeUnit,
  Type,
  tableFromIPC,
} from '@uwdata/flechette'
import { decompress as unpackZstd } from 'fzstd'
import type { FileBytes } from '../file-bytes.js'
import { damageOf, refuse } from '../refuse.js'
import { checkArrowMetadata, dictionariesFirst } from './arrow-metadata.js'
import { decimalCell } from './decimal.js'
import { unpackLz4Frame } from './lz4-frame.js'
import { MOST_CELLS } from './rows.js'
import { type Cell, type TableSource, TableWriter } from './written-table.js'

/** Values that a file may hold. */
const MOST_VALUES = 2 ** 27

/** Bytes that a buffer may take when it is unpacked. */
const MOST_BUFFER = 2 ** 30

const DAY = 86_400_000

/** How many of a unit of time are an hour. */
const HOURS: Readonly<Record<number, number>> = {
  [TimeUnit.SECOND]: 3600,
  [TimeUnit.MILLISECOND]: 3.6e6,
  [TimeUnit.MICROSECOND]: 3.6e9,
  [TimeUnit.NANOSECOND]: 3.6e12,
}

setCompressionCodec(CompressionType.LZ4_FRAME, {
  encode: unpackOnly,
  decode: (packed, length) => unpackLz4Frame(packed, checkedLength(length)),
})
setCompressionCodec(CompressionType.ZSTD, {
  encode: unpackOnly,
  decode: (packed, length) => {
    const bytes = unpackZstd(packed, new Uint8Array(checkedLength(length)))
    if (bytes.length !== length) throw new Error(`${bytes.length} of ${length} bytes`)
    return bytes
  },
})

/** What no column holds that is learned from. */
const NESTED = 'nested values or bytes'

/**
 * Reads an Arrow file or stream (IPC; `.feather` of version 2 is one) as a table: packed or not, gaps as missing values, whole
 * numbers of 64 bits exactly. Columns with a dictionary, as pandas writes categories, hold kinds.
 * @throws BadInput for damage, and, with the row and the column, for numbers that float64 cannot hold
 */
export function readArrow({ file, bytes }: FileBytes): TableSource {
  if (String.fromCharCode(...bytes.subarray(0, 4)) === 'FEA1')
    throw refuse(file, 'offset 0', 'an Arrow file, or Feather of version 2', 'Feather of version 1')
  const damaged = (error: unknown): Error =>
    refuse(file, 'offset 0', 'an Arrow file or stream', `damage (${damageOf(error)})`)
  let table: Table
  try {
    table = decode(bytes)
  } catch (error) {
    throw damaged(error)
  }
  const { numRows: rows, names, children: columns } = table
  if (names.some((name) => typeof name !== 'string')) throw damaged(new Error('a column without a name'))
  if (names.length > MOST_CELLS)
    throw refuse(file, 'row 1', `at most ${MOST_CELLS} columns`, `${names.length}`)
  if (rows * names.length > MOST_VALUES)
    throw refuse(file, 'row 1', `at most ${MOST_VALUES} values`, `${rows} rows of ${names.length}`)
  const types = columns.map(({ type }) => type)
  const nested = new Map(
    names.filter((_, at) => !isFlat(types[at])).map((name) => [name, { line: 1, found: NESTED }]),
  )
  try {
    for (const [at, column] of columns.entries()) if (isFlat(types[at])) checkColumn(column)
  } catch (error) {
    throw damaged(error)
  }
  const categories = names.filter((_, at) => types[at].typeId === Type.Dictionary)
  const moments = names.filter((_, at) => types[at].typeId === Type.Timestamp)
  const writer = new TableWriter(file, names, { categories, moments, place: 'row', nested })
  const converters = types.map(converterOf)
  const cellAt = (row: number, at: number): Cell => {
    if (nested.has(names[at])) return null
    const value: Cell = columns[at].at(row)
    if (value === undefined) throw new Error('a value that is not there')
    return value === null ? null : converters[at](value)
  }
  for (let row = 0; row < rows; row++) {
    try {
      writer.add((at) => cellAt(row, at))
    } catch (error) {
      throw error instanceof BadInput ? error : damaged(error)
    }
  }
  return writer.done()
}

/** @throws Error for damage */
function decode(bytes: Uint8Array): Table {
  checkArrowMetadata(bytes)
  // Buffers are views, which begin at multiples of 8 bytes of the file.
  const ordered = dictionariesFirst(bytes)
  const aligned = ordered.byteOffset % 8 === 0 ? ordered : ordered.slice()
  return tableFromIPC(aligned, { useBigInt: true, useDecimalInt: true })
}

function unpackOnly(): never {
  throw new Error('Arrow is read, not written')
}

function checkedLength(length: number): number {
  if (!(length >= 0 && length <= MOST_BUFFER)) throw new Error(`a buffer of ${length} bytes`)
  return length
}

/** What a value of a type becomes in a table. */
function converterOf(type: DataType): (value: unknown) => Cell {
  switch (type.typeId) {
    case Type.Dictionary:
      return converterOf(type.dictionary)
    case Type.Date:
      return (value) => new Date(Number(value)).toISOString().slice(0, 10)
    case Type.Timestamp:
      // In milliseconds, whatever its unit.
      return (value) => Number(value) / DAY
    case Type.Time:
      return (value) => Number(value) / HOURS[type.unit]
    case Type.Duration:
      return (value) => Number(value) / HOURS[type.unit] / 24
    case Type.Decimal:
      return (value) => decimalCell(BigInt(String(value)), type.scale)
    default:
      return (value) => value
  }
}

/** Whether values are numbers, texts or dates, and neither lists, records nor bytes. */
function isFlat(type: DataType): boolean {
  return type.typeId === Type.Dictionary ? isFlat(type.dictionary) : FLAT.has(type.typeId)
}

const FLAT: ReadonlySet<number> = new Set([
  Type.Null,
  Type.Bool,
  Type.Int,
  Type.Float,
  Type.Decimal,
  Type.Date,
  Type.Time,
  Type.Timestamp,
  Type.Duration,
  Type.Utf8,
  Type.LargeUtf8,
  Type.Utf8View,
])

function checkColumn({ data }: Column<unknown>): void {
  for (const batch of data) {
    checkBatch(batch)
    if ('dictionary' in batch) checkColumn(batch.dictionary as Column<unknown>)
  }
}

/** Checks that the buffers of a batch hold as many values as it says: what is beyond them is read as 0 or as nothing. */
function checkBatch({ length, nullCount, type, validity, values, offsets }: Batch<unknown>): void {
  if (!(length >= 0 && length <= MOST_VALUES && nullCount >= 0 && nullCount <= length))
    throw new Error(`${nullCount} gaps in ${length} rows`)
  if (type.typeId === Type.Null) return
  const inBits = Math.ceil(length / 8)
  if (nullCount > 0 && !(validity && validity.length >= inBits)) throw new Error('gaps that are not marked')
  if (offsets) {
    if (length > 0 && offsets.length <= length) throw new Error('texts cut short')
    const most = values?.length ?? 0
    for (let at = 0; at < length; at++) {
      const [from, to] = [Number(offsets[at]), Number(offsets[at + 1])]
      if (!(from >= 0 && from <= to && to <= most)) throw new Error('a text out of bounds')
    }
    return
  }
  const wide = type.typeId === Type.Decimal ? Math.max(1, type.bitWidth / 64) : 1
  const needed =
    type.typeId === Type.Bool ? inBits : type.typeId === Type.Utf8View ? 16 * length : wide * length
  if ((values?.length ?? 0) < needed) throw new Error('values cut short')
}
