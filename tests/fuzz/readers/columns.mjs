import { readFileSync } from 'node:fs'
import { tableSplit } from '@antigrad/data'
import { Dictionary, Float32, Int8, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { readArrow } from '../../../packages/data/dist/tables/arrow.js'
import { readParquet } from '../../../packages/data/dist/tables/parquet.js'
import { FILE, numbers } from './samples.mjs'
import { ASKED } from './tables.mjs'

/** Its dictionary lies behind its rows, and its texts are views. */
const POLARS = new URL('../../../packages/data/src/fixtures/polars.arrow', import.meta.url)

/** Of Arrow's own writer, in pages of the first version. */
const FIRST_PAGES = new URL('../../../packages/data/src/fixtures/first-pages.parquet', import.meta.url)

/** Tables that are kept column by column. */
export function columnReaders() {
  return [
    {
      name: 'parquet',
      samples: parquetFiles(),
      read: async (bytes) => {
        const source = await readParquet({ file: FILE, bytes })
        tableSplit(source, { ...ASKED, missing: 'mean' }, 1, undefined)
      },
    },
    {
      name: 'arrow',
      samples: arrowFiles(),
      read: (bytes) =>
        tableSplit(readArrow({ file: FILE, bytes }), { ...ASKED, missing: 'mean' }, 1, undefined),
    },
    {
      name: 'arrow views',
      samples: [new Uint8Array(readFileSync(POLARS))],
      read: (bytes) => tableSplit(readArrow({ file: FILE, bytes }), { label: ['c'] }, 1, undefined),
    },
  ]
}

function parquetFiles() {
  const rows = numbers(40)
  const columnData = [
    { name: 'a', data: rows.map((value, n) => (n % 4 ? value / 7 : null)), type: 'DOUBLE', nullable: true },
    { name: 'b', data: rows.map(BigInt), type: 'INT64' },
    { name: 'when', data: rows.map((value) => new Date(value * 1e9)), type: 'TIMESTAMP' },
    { name: 'kind', data: rows.map((_, n) => (n % 3 ? 'x' : 'y')), type: 'STRING' },
  ]
  const written = ['SNAPPY', 'UNCOMPRESSED'].map(
    (codec) => new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize: 25 })),
  )
  return [...written, typedFile(rows), encodedFile(rows), new Uint8Array(readFileSync(FIRST_PAGES))]
}

/** Differences, common beginnings, and bytes that are apart. */
function encodedFile(rows) {
  const columnData = [
    { name: 'a', data: rows.map((_, n) => n * n), type: 'INT32', encoding: 'DELTA_BINARY_PACKED' },
    { name: 'b', data: rows.map((value) => value / 7), type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT' },
    { name: 'c', data: rows.map((_, n) => `text ${n % 9}`), type: 'STRING', encoding: 'DELTA_BYTE_ARRAY' },
    { name: 'd', data: rows.map((_, n) => `${n % 3}`), type: 'STRING', encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
    { name: 'e', data: rows.map((_, n) => n % 5 > 2), type: 'BOOLEAN', encoding: 'RLE' },
    { name: 'kind', data: rows.map((_, n) => (n % 3 ? 'x' : 'y')), type: 'STRING', encoding: 'PLAIN' },
  ]
  return new Uint8Array(parquetWriteBuffer({ columnData, codec: 'UNCOMPRESSED' }))
}

/** Decimals in bytes, a time of day, and texts that are not marked as such. */
function typedFile(rows) {
  const element = (name, type, more = {}) => ({ name, type, repetition_type: 'REQUIRED', ...more })
  const decimal = { type_length: 16, logical_type: { type: 'DECIMAL', precision: 38, scale: 18 } }
  const time = { logical_type: { type: 'TIME', unit: 'MICROS', isAdjustedToUTC: true } }
  const schema = [
    { name: 'root', num_children: 4 },
    element('b', 'FIXED_LEN_BYTE_ARRAY', decimal),
    element('at', 'INT64', time),
    element('price', 'INT32', { converted_type: 'DECIMAL', precision: 9, scale: 2 }),
    element('kind', 'BYTE_ARRAY'),
  ]
  const columnData = [
    { name: 'b', data: rows.map((_, n) => Uint8Array.from({ length: 16 }, (_, at) => (at > 9 ? 7 * n : 0))) },
    { name: 'at', data: rows.map((_, n) => BigInt(n) * 1_000_000n) },
    { name: 'price', data: rows.map((_, n) => n / 4) },
    { name: 'kind', data: rows.map((_, n) => (n % 3 ? 'x' : 'y')) },
  ]
  return new Uint8Array(parquetWriteBuffer({ columnData, schema }))
}

function arrowFiles() {
  const rows = numbers(40)
  const table = new Table({
    a: vectorFromArray(
      rows.map((value, n) => (n % 4 ? value / 7 : null)),
      new Float32(),
    ),
    b: vectorFromArray(rows.map(BigInt)),
    when: vectorFromArray(rows.map((value) => new Date(value * 1e9))),
    colour: vectorFromArray(
      rows.map((value) => `colour ${value}`),
      new Dictionary(new Utf8(), new Int8()),
    ),
    kind: vectorFromArray(
      rows.map((_, n) => (n % 3 ? 'x' : 'y')),
      new Utf8(),
    ),
  })
  return ['file', 'stream'].map((form) => tableToIPC(table, form))
}
