import { tableSplit } from '@antigrad/data'
import { Dictionary, Float32, Int8, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { readArrow } from '../../../packages/data/dist/tables/arrow.js'
import { readParquet } from '../../../packages/data/dist/tables/parquet.js'
import { FILE, numbers } from './samples.mjs'
import { ASKED } from './tables.mjs'

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
  return ['SNAPPY', 'UNCOMPRESSED'].map(
    (codec) => new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize: 25 })),
  )
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
