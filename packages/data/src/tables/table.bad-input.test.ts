import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer, flips, joined, mutants, truncations } from '../fixtures/mutants.js'
import { tableDataset, tableFeatures } from './table-dataset.js'
import { type TableOptions, tableSplit } from './table-split.js'

const FILE = 'some.csv'
const text = (written: string) => new Uint8Array(Buffer.from(written))
const rows = Array.from(
  { length: 12 },
  (_, n) => `${n / 4},"${n % 3 ? 'a ""b""' : 'é,c'}",${n % 2},${n % 3 ? 'x' : 'y'}`,
)
const table = text(`length,colour,count,kind\n${rows.join('\r\n')}\n`)
const { form } = tableSplit({ file: FILE, bytes: table }, { label: ['kind'] }, 1, 0.3)

/** Reads it in each way, and checks that what was read holds together. */
function read(bytes: Uint8Array, options: TableOptions = { label: ['kind'] }): void {
  const split = answer(FILE, () => tableSplit({ file: FILE, bytes }, options, 1, 0.3))
  for (const part of split ? [split.train, split.test] : []) {
    expect(part.count).toBeGreaterThan(0)
    expect(part.features.length).toBe(part.count * part.inputs)
    expect(part.features.every(Number.isFinite)).toBe(true)
    expect(part.labels?.length ?? (part.targets?.length ?? 0) / part.outputs).toBe(part.count)
    expect(part.labels?.every((label) => label < part.outputs) ?? true).toBe(true)
    expect(part.targets?.every(Number.isFinite) ?? true).toBe(true)
  }
  const whole = answer(FILE, () => tableDataset({ file: FILE, bytes }, form))
  if (whole) expect(whole.features.every(Number.isFinite)).toBe(true)
  answer(FILE, () => tableFeatures({ file: FILE, bytes }, form))
}

describe('tables, whatever bytes they are', () => {
  it('answers a table cut off at any length, and one with any bit flipped', () => {
    for (const bytes of [...truncations(table), ...flips(table)]) read(bytes)
  })

  it('answers 10,000 mutants of it, each read in three ways', () => {
    fc.assert(
      fc.property(mutants(table), (bytes) => read(bytes)),
      { numRuns: 10_000 },
    )
  })

  it('answers every text of up to five characters that mean something', () => {
    let texts = ['']
    for (let length = 1; length <= 5; length++) {
      texts = texts.flatMap((begin) => [...'#,\n"1a'].map((character) => begin + character))
      for (const written of texts) read(text(written), { label: ['1'], task: 'auto' })
    }
  })

  it('answers any text and any bytes', () => {
    const cell = fc.oneof(
      fc.double().map(String),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '"', '1', 'x'),
    )
    const anyTable = fc
      .array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 })
      .map((lines) => text(lines.map((line) => line.join(',')).join('\n')))
    fc.assert(
      fc.property(fc.oneof(anyTable, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        read(bytes, { label: ['1'], task: 'auto' })
        read(bytes, { label: ['2'], task: 'classify', header: false })
        read(bytes, { label: ['1', '2'], header: true, scaling: 'range' })
      }),
      { numRuns: 700 },
    )
  })

  it('answers numbers of every size', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 2, maxLength: 12 }), (pairs) => {
        read(text(pairs.map((pair) => pair.join(',')).join('\n')), { label: ['2'], task: 'regress' })
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a row of very many cells before it is held, wherever rows end', () => {
    const many = ','.repeat(20_000_000)
    const before = process.memoryUsage().rss
    for (const file of [
      many,
      `a,b\n${many}`,
      `a\r${many}`,
      `"a\n",b\r\n${many}`,
      // A row that goes on over many lines, and one that ends otherwise than the first.
      `${'"\n",'.repeat(70_000)}`,
      `a,b\n${`${','.repeat(40_000)}\r`.repeat(2)}`,
      ';'.repeat(70_000),
    ]) {
      const began = process.cpuUsage()
      const bytes = text(file)
      expect(() => tableSplit({ file: FILE, bytes }, { label: ['1'] }, 1, 0.3)).toThrow(
        /^some\.csv, line \d+: expected at most 65536 cells, found more$/,
      )
      expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })

  it('reads as many columns as it promises', () => {
    const row = (cell: (n: number) => string) => Array.from({ length: 65_536 }, (_, n) => cell(n)).join()
    const file = [row((n) => `c${n}`), row(String), row((n) => String(n + 1))].join('\n')
    const split = tableSplit({ file: FILE, bytes: text(file) }, { label: ['c0'], task: 'regress' }, 1, 0.5)
    expect([split.train.inputs, split.train.count, split.test.count]).toEqual([65_535, 1, 1])
  })

  it('refuses categories that would fill the memory', () => {
    // 140,000 rows of 1000 categories: 1.1 GB as float64 from 0.9 MB of text.
    const bomb = joined(
      ...Array.from({ length: 140 }, () =>
        text(Array.from({ length: 1000 }, (_, n) => `k${n},${n % 2}\n`).join('')),
      ),
    )
    const before = process.memoryUsage().rss
    const split = answer(FILE, () => tableSplit({ file: FILE, bytes: bomb }, { label: ['2'] }, 1, 0.3))
    expect(split).toBeUndefined()
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6)
  })
})
