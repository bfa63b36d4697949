import fc from 'fast-check'
import type { ColumnMetaData, PageHeader, SchemaElement } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { checkRuns, type Page } from './parquet-runs.js'

/** A run: one value so often, or values that are packed, eight at a time. */
type Run = { readonly value: 0 | 1; readonly count: number } | { readonly packed: readonly number[] }

const run: fc.Arbitrary<Run> = fc.oneof(
  fc.record({ value: fc.constantFrom(0, 1), count: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ packed: fc.array(fc.nat(255), { minLength: 1, maxLength: 20 }) }),
)
const runs = fc.array(run, { minLength: 1, maxLength: 5 })

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

/** Runs of values of one bit as a file has them. */
function bytesOf(all: readonly Run[]): number[] {
  return all.flatMap((one) =>
    'packed' in one
      ? [...varint(2 * one.packed.length + 1), ...one.packed]
      : [...varint(2 * one.count), one.value],
  )
}

const lengthOf = (one: Run): number => ('packed' in one ? 8 * one.packed.length : one.count)
const countOf = (all: readonly Run[]): number => all.reduce((sum, one) => sum + lengthOf(one), 0)

function onesOf(all: readonly Run[]): number {
  const bits = (byte: number): number => byte.toString(2).replaceAll('0', '').length
  return all.reduce(
    (sum, one) =>
      sum +
      ('packed' in one ? one.packed.reduce((ones, byte) => ones + bits(byte), 0) : one.value * one.count),
    0,
  )
}

const u32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)]
const column = (type: string) => ({ codec: 'UNCOMPRESSED', type }) as ColumnMetaData
const OPTIONAL = { name: 'a', repetition_type: 'OPTIONAL' } as SchemaElement
const REQUIRED = { name: 'a', repetition_type: 'REQUIRED' } as SchemaElement
const same = (_: unknown, packed: Uint8Array): Uint8Array => packed

/** A page whose levels, and whose indices in a dictionary of two, are such runs: of the first version, and of the second. */
function pages(levels: readonly Run[], indices: readonly Run[], count: number): Page[] {
  const values = [1, ...bytesOf(indices)]
  const defined = bytesOf(levels)
  const encoding = 'RLE_DICTIONARY' as const
  const first = Uint8Array.from([...u32(defined.length), ...defined, ...values])
  const second = Uint8Array.from([...defined, ...values])
  const header = (more: object, whole: number) =>
    ({ uncompressed_page_size: whole, compressed_page_size: whole, ...more }) as PageHeader
  const v2 = {
    num_values: count,
    num_nulls: count - countOf(indices),
    encoding,
    definition_levels_byte_length: defined.length,
    repetition_levels_byte_length: 0,
  }
  const shared = { column: column('BYTE_ARRAY'), element: OPTIONAL }
  return [
    {
      header: header({ data_page_header: { num_values: count, encoding } }, first.length),
      packed: first,
      ...shared,
    },
    { header: header({ data_page_header_v2: v2 }, second.length), packed: second, ...shared },
  ]
}

const longer = (one: Run, by: number): Run => ('packed' in one ? one : { ...one, count: one.count + by })

describe('the runs of a page', () => {
  it('may be of any kind and length that its values fill', () => {
    fc.assert(
      fc.property(runs, (levels) => {
        const ones = onesOf(levels)
        // The last values of a packed run may be none of the page's.
        const indices: Run[] = ones > 0 ? [{ packed: Array(Math.ceil(ones / 8)).fill(0) }] : []
        const [first, second] = pages(levels, indices, countOf(levels))
        expect(() => checkRuns(first, same)).not.toThrow()
        expect(() => checkRuns(second, same)).not.toThrow()
      }),
    )
  })

  it('are refused where they hold more, levels and values alike', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 2 ** 20 }), (levels, more) => {
        const count = countOf(levels)
        const last: Run = { value: 1, count: 1 }
        const whole = [...levels, last]
        const indices: Run = { value: 0, count: onesOf(whole) }
        for (const page of pages([...levels, longer(last, more)], [indices], count + 1)) {
          expect(() => checkRuns(page, same)).toThrow(/^a run of \d+ values where there are \d+$/)
        }
        const [first] = pages(whole, [longer(indices, more)], count + 1)
        expect(() => checkRuns(first, same)).toThrow(/^a run of \d+ values where there are \d+$/)
      }),
    )
  })

  it('are refused where truths hold more', () => {
    const page = (count: number): Page => {
      const values = bytesOf([{ value: 1, count: 40 }])
      const packed = Uint8Array.from([...u32(values.length), ...values])
      const data = { num_values: count, encoding: 'RLE' }
      const header = { uncompressed_page_size: packed.length, data_page_header: data } as PageHeader
      return { header, packed, column: column('BOOLEAN'), element: REQUIRED }
    }
    expect(() => checkRuns(page(40), same)).not.toThrow()
    expect(() => checkRuns(page(39), same)).toThrow('a run of 40 values where there are 39')
  })
})
