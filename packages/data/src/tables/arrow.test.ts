import { readFileSync } from 'node:fs'
import { BadInput } from '@antigrad/core'
import {
  Field as ArrowField,
  Binary,
  DateDay,
  Dictionary,
  Float16,
  Float32,
  Int8,
  Int64,
  List,
  Table,
  TimeMillisecond,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { readArrow } from './arrow.js'
import { unpackLz4Frame } from './lz4-frame.js'
import { tableSplit } from './table-split.js'
import { inPlaces } from './written-table.js'

const file = 'a.arrow'
const COUNT = 40
const numbers = Array.from({ length: COUNT }, (_, n) => n / 7)
const kinds = numbers.map((_, n) => (n % 2 ? 'x' : 'y, "z"'))
const kind = vectorFromArray(kinds, new Utf8())

type Vectors = ConstructorParameters<typeof Table>[0]

function write(columns: object, form: 'file' | 'stream' = 'file'): Uint8Array {
  return tableToIPC(new Table(columns as Vectors), form)
}

function read(bytes: Uint8Array, asked: object = {}) {
  const source = readArrow({ file, bytes })
  return inPlaces(source, () => tableSplit(source, { label: ['kind'], scaling: 'none', ...asked }, 1, 0))
}

function column(features: Uint8Array | Float32Array, inputs: number, at: number): number[] {
  return Array.from({ length: COUNT }, (_, row) => features[row * inputs + at])
}

describe('an Arrow file', () => {
  it.each(['file', 'stream'] as const)('keeps numbers, 64 bits, gaps and texts as a %s', (form) => {
    const gaps = numbers.map((value, n) => (n % 3 ? value : null))
    const longs = numbers.map((_, n) => BigInt(n) * 2n ** 40n)
    const bytes = write(
      {
        kind,
        double: vectorFromArray(numbers),
        long: vectorFromArray(longs, new Int64()),
        gap: vectorFromArray(gaps, new Float32()),
        half: vectorFromArray(
          numbers.map((_, n) => n / 4),
          new Float16(),
        ),
      },
      form,
    )
    const { train, form: kept } = read(bytes, { missing: 'indicator' })
    expect(kept.classes).toEqual(['x', 'y, "z"'])
    expect(kept.features.map(({ name }) => name)).toEqual(['double', 'long', 'gap', 'half'])
    expect(column(train.features, 5, 0)).toEqual(numbers.map(Math.fround))
    expect(column(train.features, 5, 1)).toEqual(numbers.map((_, n) => n * 2 ** 40))
    expect(column(train.features, 5, 3)).toEqual(gaps.map((value) => (value === null ? 1 : 0)))
    expect(column(train.features, 5, 4)).toEqual(numbers.map((_, n) => n / 4))
    const seen = gaps.flatMap((value) => (value === null ? [] : [Math.fround(value)]))
    expect(column(train.features, 5, 2).filter((_, n) => n % 3)).toEqual(seen)
  })

  it('reads dates, moments in days, times of day in hours, and a dictionary as kinds', () => {
    const codes = vectorFromArray(
      numbers.map((_, n) => String(n % 3)),
      new Dictionary(new Utf8(), new Int8()),
    )
    const { train, form } = read(
      write({
        kind,
        date: vectorFromArray(
          numbers.map((_, n) => new Date(n * 86_400_000)),
          new DateDay(),
        ),
        moment: vectorFromArray(
          numbers.map((_, n) => n * 43_200_000),
          new TimestampMicrosecond(),
        ),
        time: vectorFromArray(
          numbers.map((_, n) => n * 900_000),
          new TimeMillisecond(),
        ),
        code: codes,
      }),
    )
    expect(form.features.map(({ categories }) => categories.length)).toEqual([0, 0, 0, 3])
    expect(form.features.map(({ cycles }) => cycles)).toEqual([[7], [1], undefined, undefined])
    expect(column(train.features, 10, 0)).toEqual(numbers.map((_, n) => n))
    expect(column(train.features, 10, 3)).toEqual(numbers.map((_, n) => n / 2))
    expect(column(train.features, 10, 4)).toEqual(numbers.map((_, n) => (n % 2 ? -1 : 1)))
    expect(column(train.features, 10, 6)).toEqual(numbers.map((_, n) => n / 4))
  })

  it('is refused where float64 cannot hold a number, or a value is nested', () => {
    const long = vectorFromArray(
      numbers.map((_, n) => 2n ** 53n + BigInt(n)),
      new Int64(),
    )
    expect(() => read(write({ kind, long }))).toThrow(
      'a.arrow, row 2, column "long": expected a whole number that float64 holds exactly, found 9007199254740993',
    )
    const lists = vectorFromArray(
      numbers.map((n) => [n]),
      new List(new ArrowField('item', new Float32())),
    )
    const bytes = vectorFromArray(
      numbers.map(() => Uint8Array.of(1)),
      new Binary(),
    )
    for (const nested of [lists, bytes]) {
      expect(() => read(write({ kind, nested }))).toThrow(
        'a.arrow, row 1, column "nested": expected a number or a text, found nested values or bytes (--ignore nested leaves it out)',
      )
      expect(
        read(write({ kind, n: vectorFromArray(numbers), nested }), { ignore: ['nested'] }).train.inputs,
      ).toBe(1)
    }
  })

  it('whose dictionary promises more than memory holds is refused before any is taken', () => {
    const code = vectorFromArray(kinds, new Dictionary(new Utf8(), new Int8()))
    const whole = write({ code }, 'stream')
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
    // Of both nodes, the dictionary's and the column's: a length and no gaps.
    let found = 0
    for (let at = 0; at + 16 <= whole.length; at += 8) {
      const [length, gaps] = [view.getBigInt64(at, true), view.getBigInt64(at + 8, true)]
      if ((length !== 2n && length !== BigInt(COUNT)) || gaps !== 0n) continue
      const bytes = whole.slice()
      new DataView(bytes.buffer).setBigInt64(at, 2n ** 40n, true)
      try {
        readArrow({ file, bytes })
      } catch (error) {
        expect(error).toBeInstanceOf(BadInput)
        if (String(error).includes(`a batch of ${2 ** 40}`)) found++
      }
    }
    expect(found).toBeGreaterThanOrEqual(2)
  })

  it('whose blocks share one message is refused before it is read as often', () => {
    const rows = (count: number) =>
      new Table({ x: vectorFromArray(Array.from({ length: count }, Math.sqrt)) })
    const bytes = tableToIPC(rows(1).concat(rows(400), rows(1), rows(1)), 'file')
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // The blocks of the footer: where a message lies, and how many bytes its metadata have.
    const blocks: number[] = []
    for (
      let at = bytes.length - 10 - view.getInt32(bytes.length - 10, true);
      at < bytes.length - 24;
      at += 4
    ) {
      const message = Number(view.getBigInt64(at, true))
      const isMessage =
        message > 0 && message < bytes.length - 8 && view.getUint32(message, true) === 2 ** 32 - 1
      if (isMessage && view.getInt32(at + 8, true) === 8 + view.getInt32(message + 4, true)) blocks.push(at)
    }
    expect(blocks).toHaveLength(4)
    expect(() => readArrow({ file, bytes })).not.toThrow()
    const places = blocks.map((at) => view.getBigInt64(at, true)).toSorted((a, b) => Number(a - b))
    for (const at of blocks) view.setBigInt64(at, places[1], true)
    expect(() => readArrow({ file, bytes })).toThrow(BadInput)
    expect(() => readArrow({ file, bytes })).toThrow(/damage \(blocks of \d+ bytes in \d+\)/)
  })

  it('that is cut short anywhere is refused', () => {
    for (const form of ['file', 'stream'] as const) {
      const whole = write({ kind, a: vectorFromArray(numbers) }, form)
      // A stream may end where its last message does.
      for (let length = 0; length < whole.length - 16; length += 7) {
        const bytes = whole.slice(0, length)
        expect(() => read(bytes), `${form} of ${length} bytes`).toThrow(BadInput)
      }
    }
    const feather = new TextEncoder().encode('FEA1....')
    expect(() => readArrow({ file, bytes: feather })).toThrow('found Feather of version 1')
  })
})

describe('an LZ4 frame', () => {
  /** As pyarrow packs 100,000 bytes: two blocks, of which the second refers to the first. */
  const descriptor = [0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0]
  const first = [0x1f, 0x61, 0x01, 0x00, ...run(65_536 - 1 - 5 - 19), 0x50, 0x61, 0x61, 0x61, 0x61, 0x61]
  const second = [0x0f, 0x05, 0x00, ...run(100_000 - 65_536 - 5 - 19), 0x50, 0x61, 0x61, 0x61, 0x61, 0x62]
  const frame = Uint8Array.from([...descriptor, ...sized(first), ...sized(second), 0, 0, 0, 0])

  it('may have blocks that refer to those before them', () => {
    const bytes = unpackLz4Frame(frame, 100_000)
    expect([bytes.length, bytes.indexOf(0x62), bytes.filter((byte) => byte === 0x61).length]).toEqual([
      100_000, 99_999, 99_999,
    ])
  })

  it('is refused where it is cut short, or is not as long as it should be', () => {
    expect(() => unpackLz4Frame(frame, 99_999)).toThrow('out of bounds')
    expect(() => unpackLz4Frame(frame, 100_001)).toThrow('100000 of 100001 bytes')
    for (let length = 0; length < frame.length - 4; length += 3)
      expect(() => unpackLz4Frame(frame.slice(0, length), 100_000)).toThrow()
  })
})

/** The bytes that say how much longer a match is than 19. */
function run(more: number): number[] {
  return [...new Array<number>(Math.floor(more / 255)).fill(255), more % 255]
}

function sized(block: readonly number[]): number[] {
  return [block.length & 255, block.length >> 8, 0, 0, ...block]
}

/** As polars 1.44.2 writes it: ten rows, `c` a categorical column of u and v in turn, `x` from 0. Its texts are views. */
const POLARS = readFileSync(new URL('../fixtures/polars.arrow', import.meta.url))

describe('a file with its dictionaries behind its rows', () => {
  it('is read as polars writes it', () => {
    const source = readArrow({ file, bytes: new Uint8Array(POLARS) })
    expect(new TextDecoder().decode(source.bytes)).toBe(
      `"c","x"\n${Array.from({ length: 10 }, (_, n) => `"${n % 2 ? 'v' : 'u'}",${n}\n`).join('')}`,
    )
    expect(source.written?.categories).toEqual(['c'])
  })

  it('is refused in one line where it is damaged', () => {
    let refused = 0
    for (let at = 0; at < POLARS.length; at++) {
      const bytes = new Uint8Array(POLARS)
      bytes[at] ^= 0x11
      try {
        readArrow({ file, bytes })
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(BadInput)
        expect(error instanceof Error && error.message, `byte ${at}`).toMatch(/^[^\n]*$/)
        refused++
      }
    }
    expect(refused).toBeGreaterThan(0)
  })
})
