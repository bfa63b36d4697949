import { readFileSync } from 'node:fs'
import { BadInput } from '@antigrad/core'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { readParquet } from './parquet.js'
import { tableSplit } from './table-split.js'
import { inPlaces } from './written-table.js'

const file = 'a.parquet'
const COUNT = 40
const numbers = Array.from({ length: COUNT }, (_, n) => n / 7)

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData']

function write(columnData: Columns, more: object = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...more }))
}

/** Columns without types of their own, which a schema has; `kind` first. */
function writeBySchema(
  columnData: Columns,
  elements: readonly { readonly name: string; readonly [key: string]: unknown }[],
): Uint8Array {
  const schema = [
    { name: 'root', num_children: 1 + elements.length },
    { name: 'kind', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    ...elements.map((element) => ({ repetition_type: 'REQUIRED', ...element })),
  ]
  return write([{ name: 'kind', data: kind.data }, ...columnData], { schema })
}

const kind: Columns[number] = {
  name: 'kind',
  data: numbers.map((_, n) => (n % 2 ? 'x' : 'y, "z"')),
  type: 'STRING',
}

async function read(bytes: Uint8Array, asked: object = {}) {
  const source = await readParquet({ file, bytes })
  return inPlaces(source, () => tableSplit(source, { label: ['kind'], scaling: 'none', ...asked }, 1, 0))
}

function column(features: Uint8Array | Float32Array, inputs: number, at: number): number[] {
  return Array.from({ length: COUNT }, (_, row) => features[row * inputs + at])
}

describe('a Parquet file', () => {
  it('keeps numbers, whole numbers of 64 bits, gaps and texts', async () => {
    const gaps = numbers.map((value, n) => (n % 3 ? value : null))
    const bytes = write([
      kind,
      { name: 'double', data: numbers, type: 'DOUBLE' },
      { name: 'long', data: numbers.map((_, n) => BigInt(n) * 2n ** 40n), type: 'INT64' },
      { name: 'gap', data: gaps, type: 'DOUBLE', nullable: true },
    ])
    const { train, form } = await read(bytes, { missing: 'indicator' })
    expect(form.classes).toEqual(['x', 'y, "z"'])
    expect(form.features.map(({ name }) => name)).toEqual(['double', 'long', 'gap'])
    expect(column(train.features, 4, 0)).toEqual(numbers.map(Math.fround))
    expect(column(train.features, 4, 1)).toEqual(numbers.map((_, n) => n * 2 ** 40))
    expect(column(train.features, 4, 3)).toEqual(gaps.map((value) => (value === null ? 1 : 0)))
    const seen = gaps.flatMap((value) => (value === null ? [] : [Math.fround(value)]))
    expect(column(train.features, 4, 2).filter((_, n) => n % 3)).toEqual(seen)
  })

  it('reads dates as a table does, moments as days, and decimals to the last digit', async () => {
    const dates = numbers.map((_, n) => new Date(n * 86_400_000))
    const moments = numbers.map((_, n) => new Date(n * 43_200_000))
    const bytes = write(
      [
        { name: 'kind', data: kind.data },
        { name: 'date', data: dates },
        { name: 'moment', data: moments },
        { name: 'price', data: numbers.map((_, n) => n / 100) },
      ],
      {
        schema: [
          { name: 'root', num_children: 4 },
          { name: 'kind', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
          { name: 'date', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
          { name: 'moment', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
          {
            name: 'price',
            type: 'INT32',
            converted_type: 'DECIMAL',
            scale: 2,
            precision: 8,
            repetition_type: 'REQUIRED',
          },
        ],
      },
    )
    const source = await readParquet({ file, bytes })
    // 35 · 10⁻² is 0.35000000000000003 in float64.
    expect(new TextDecoder().decode(source.bytes)).toContain(',0.35\n')
    const { train, form } = await read(bytes)
    expect(form.features[0].number).toEqual({ calendar: 'yyyy-mm-dd' })
    expect(form.features.map(({ cycles }) => cycles)).toEqual([[7], [1], undefined])
    expect(column(train.features, 7, 0)).toEqual(numbers.map((_, n) => n))
    expect(column(train.features, 7, 3)).toEqual(numbers.map((_, n) => n / 2))
    expect(column(train.features, 7, 4)).toEqual(numbers.map((_, n) => (n % 2 ? -1 : 1)))
  })

  it('takes columns that pandas kept as categories for kinds', async () => {
    const pandas = JSON.stringify({
      columns: [{ name: 'code', field_name: 'code', pandas_type: 'categorical' }],
    })
    const codes: Columns[number] = { name: 'code', data: numbers.map((_, n) => n % 3), type: 'INT32' }
    const bytes = write([kind, codes], { kvMetadata: [{ key: 'pandas', value: pandas }] })
    expect((await read(bytes)).form.features[0].categories).toEqual(['0', '1', '2'])
    expect((await read(write([kind, codes]))).form.features[0].categories).toEqual([])
  })

  it.each([
    // Written by pyarrow 25: all values of a column are missing, and its dictionary has none, packed by LZ4.
    ['empty-dictionary', ['none']],
    ['first-pages', ['a', 'b', 'yes']],
  ])('reads %s, which Arrow wrote', async (name, names) => {
    const bytes = new Uint8Array(readFileSync(new URL(`../fixtures/${name}.parquet`, import.meta.url)))
    const source = await readParquet({ file, bytes })
    const [head, ...rows] = new TextDecoder().decode(source.bytes).trim().split('\n')
    expect(
      head
        .replaceAll('"', '')
        .split(',')
        .filter((each) => each !== 'kind'),
    ).toEqual(names)
    expect(rows).toHaveLength(COUNT)
  })

  it('reads times of day as hours, whatever their unit', async () => {
    const hours = numbers.map((_, n) => n / 2)
    const time = (unit: string) => ({ logical_type: { type: 'TIME', unit, isAdjustedToUTC: false } })
    const micros = hours.map((hour) => BigInt(hour * 3.6e9))
    const bytes = writeBySchema(
      [
        { name: 'millis', data: hours.map((hour) => hour * 3.6e6) },
        { name: 'micros', data: micros },
        { name: 'nanos', data: hours.map((hour) => BigInt(hour * 3.6e12)) },
        { name: 'old', data: micros },
      ],
      [
        { name: 'millis', type: 'INT32', ...time('MILLIS') },
        { name: 'micros', type: 'INT64', ...time('MICROS') },
        { name: 'nanos', type: 'INT64', ...time('NANOS') },
        { name: 'old', type: 'INT64', converted_type: 'TIME_MICROS' },
      ],
    )
    const { train } = await read(bytes)
    for (let at = 0; at < 4; at++) expect(column(train.features, 4, at)).toEqual(hours)
  })

  it('keeps decimals of any size, and refuses those that float64 does not hold where they count', async () => {
    const bytesOf = (unscaled: bigint) =>
      Uint8Array.from({ length: 16 }, (_, at) => Number(BigInt.asUintN(8, unscaled >> BigInt(8 * (15 - at)))))
    const decimal = (name: string, scale: number) => ({
      name,
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 16,
      logical_type: { type: 'DECIMAL', precision: 38, scale },
    })
    const bytes = writeBySchema(
      [
        { name: 'wide', data: numbers.map((_, n) => bytesOf(BigInt(n - 20) * 5n * 10n ** 17n)) },
        { name: 'long', data: numbers.map((_, n) => bytesOf(10n ** 20n + BigInt(n))) },
      ],
      [decimal('wide', 18), decimal('long', 0)],
    )
    const { train } = await read(bytes, { ignore: ['long'] })
    expect(column(train.features, 1, 0)).toEqual(numbers.map((_, n) => (n - 20) / 2))
    await expect(read(bytes)).rejects.toThrow(
      `${file}, row 2, column "long": expected a whole number that float64 holds exactly, found 100000000000000000001 (`,
    )
    const { form } = await read(bytes, { categories: ['long'], ignore: ['wide'] })
    expect(form.features[0].categories.slice(0, 2)).toEqual([
      '100000000000000000000',
      '100000000000000000001',
    ])
  })

  it('refuses bytes that are no text, and columns of one name', async () => {
    const raw = numbers.map((_, n) => Uint8Array.from([0xff, n]))
    const bytes = write([kind, { name: 'raw', data: raw, type: 'BYTE_ARRAY' }])
    await expect(read(bytes)).rejects.toThrow(
      `${file}, row 1, column "raw": expected a number or a text, found bytes (--ignore raw leaves it out)`,
    )
    const twice = write([
      kind,
      ...[1, 2].map((n) => ({ name: 'a', data: numbers.map((x) => n * x), type: 'DOUBLE' as const })),
    ])
    await expect(read(twice)).rejects.toThrow(
      `${file}, row 1: expected columns of different names, found "a" twice: call one otherwise`,
    )
  })

  it('names the row and the column of what no table holds', async () => {
    const ids = numbers.map((_, n) => (n === 4 ? 2n ** 53n + 1n : BigInt(n)))
    await expect(read(write([kind, { name: 'id', data: ids, type: 'INT64' }]))).rejects.toThrow(
      `${file}, row 5, column "id": expected a whole number that float64 holds exactly, found 9007199254740993 (--categories id where it names kinds; --task classify takes each as it is written where it is to be learned; --ignore id leaves it out)`,
    )
    const bytes = write([kind, { name: 'json', data: numbers.map(() => ({ a: 1 })), type: 'JSON' }])
    await expect(read(bytes)).rejects.toThrow(`${file}, row 1, column "json": expected a number or a text`)
  })

  it('is refused in one line where it is damaged', async () => {
    const bytes = write([kind, { name: 'double', data: numbers, type: 'DOUBLE' }])
    for (let cut = 0; cut < bytes.length; cut += 7) {
      await expect(readParquet({ file, bytes: bytes.subarray(0, cut) })).rejects.toThrow(BadInput)
    }
    await expect(readParquet({ file, bytes: new TextEncoder().encode('a,b\n1,2\n') })).rejects.toThrow(
      /^a\.parquet, offset 0: expected a Parquet file, found damage \([^\n]*\)$/,
    )
  })
})
