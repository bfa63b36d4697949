import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { fromRows } from './from-rows.js'
import { readJson } from './json.js'
import { readJsonLines } from './json-lines.js'
import { tableDataset } from './table-dataset.js'
import { type TableOptions, tableSplit } from './table-split.js'
import { inPlaces } from './written-table.js'

const FILE = 'rows.jsonl'

function lines(...rows: readonly unknown[]): Uint8Array {
  return new TextEncoder().encode(
    rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
  )
}

/** Rows of all that a table holds; every third misses its length. */
const ROWS = Array.from({ length: 40 }, (_, n) => ({
  kind: n % 2 ? 'a, "b"\nc' : 'd',
  ...(n % 3 && { length: n / 7 }),
  colour: ['red', 'green', ' blue'][n % 3],
  fresh: n % 4 === 0,
  tiny: n * 1e-20,
}))

function csv(): Uint8Array {
  const cell = (value: unknown): string =>
    value === undefined ? '' : typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value)
  const names = ['kind', 'colour', 'fresh', 'tiny', 'length'] as const
  const rows = ROWS.map((row) => names.map((name) => cell((row as Record<string, unknown>)[name])).join(','))
  return new TextEncoder().encode(`${names.join(',')}\n${rows.join('\n')}`)
}

const options: TableOptions = { label: ['kind'], missing: 'indicator' }

function split(bytes: Uint8Array, asked: Partial<TableOptions> = {}) {
  return tableSplit(readJsonLines({ file: FILE, bytes }), { ...options, ...asked }, 1, 0.2)
}

describe('JSON Lines', () => {
  it('is the same dataset as the same table with commas, and as the same rows in code', () => {
    const fromCsv = tableSplit({ file: FILE, bytes: csv() }, options, 1, 0.2)
    const fromLines = split(lines(...ROWS))
    const { header: _, delimiter, ...form } = fromLines.form
    expect(delimiter).toBeUndefined()
    const { header, ...expected } = fromCsv.form
    expect(form).toEqual(expected)
    expect(fromLines.train).toEqual(fromCsv.train)
    expect(fromLines.test).toEqual(fromCsv.test)
    const inCode = fromRows(ROWS, { label: 'kind', missing: 'indicator', testFraction: 0.2 })
    expect(inCode.train.features).toEqual(fromCsv.train.features)
    expect(inCode.form).toEqual(fromLines.form)
    // A model of either takes the other.
    const whole = tableDataset({ file: FILE, bytes: csv() }, fromLines.form)
    expect(tableDataset(readJsonLines({ file: FILE, bytes: lines(...ROWS) }), fromCsv.form)).toEqual(whole)
  })

  it('has the columns in the order in which they first come, and skips empty lines', () => {
    const bytes = lines('\ufeff{"a":1,"k":"x"}', '', { b: 2, k: 'y', a: null }, { k: 'x', a: 3 }, ' ')
    const { form, train } = tableSplit(
      readJsonLines({ file: FILE, bytes }),
      { label: ['k'], missing: 'mean' },
      1,
      0,
    )
    expect(form.features.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(train.count).toBe(3)
  })

  it.each([
    [['{"a":1}', '{"a":'], 'line 2, character 6: expected JSON, a value, found the end'],
    [['[1]'], 'line 1: expected a JSON object, found "[1]"'],
    [[{}, {}], 'line 1: expected objects with values, found none'],
  ])('refuses %j with its line', (rows, message) => {
    expect(() => readJsonLines({ file: FILE, bytes: lines(...rows) })).toThrow(
      new BadInput(`${FILE}, ${message}`),
    )
  })

  it('names the line of a missing value and of a text among numbers', () => {
    const rows = ROWS.map((row) => ({ ...row, length: 1, kind: row.kind.slice(0, 1) }))
    const gap = lines(...rows.slice(0, 5), { ...rows[5], length: null }, ...rows.slice(6))
    expect(() => split(gap, { missing: 'error' })).toThrow(
      /line 6, column "length": expected a value, found "", a missing one/,
    )
    const mixed = lines(...rows.slice(0, 7), '', { ...rows[7], length: 'long' }, ...rows.slice(8))
    expect(() => split(mixed)).toThrow(
      /line 9, column "length": expected a number as in line 1, found "long"/,
    )
  })
})

describe('fromRows', () => {
  it('names the row and the field of what it refuses', () => {
    const rows = ROWS.map((row) => ({ ...row, length: 1 as unknown }))
    const withValue = (value: unknown) => () =>
      fromRows(
        rows.map((row, n) => (n === 6 ? { ...row, length: value } : row)),
        { label: 'kind' },
      )
    const place = 'rows, row 7, column "length": expected'
    expect(withValue(undefined)).toThrow(`${place} a value, found "", a missing one`)
    expect(withValue('long')).toThrow(`${place} a number as in row 1, found "long"`)
    expect(withValue({ cm: 3 })).toThrow(`${place} a number or a text, found a nested value (object)`)
    expect(withValue(2n ** 60n + 1n)).toThrow(`${place} a whole number that float64 holds exactly`)
    expect(withValue(Number.POSITIVE_INFINITY)).toThrow(`${place} a finite number, found Infinity (`)
    expect(withValue(new Date(Number.NaN))).toThrow(`${place} a date, found an invalid one`)
    expect(() => fromRows(rows, { label: 'sort' })).toThrow(
      /^rows, row 1: expected a column "sort", found "kind"/,
    )
    expect(() => fromRows([], { label: 'kind' })).toThrow('rows, row 1: expected columns, found none')
  })

  it('takes whole numbers of 64 bits and dates', () => {
    const rows = Array.from({ length: 20 }, (_, n) => ({
      n: BigInt(n),
      when: new Date(n * 43_200_000),
      y: n * 1.5,
    }))
    const { form, train } = fromRows(rows, { label: ['y'], testFraction: 0, scaling: 'none', cycles: false })
    expect(form.task).toBe('regress')
    expect([...train.features.subarray(0, 6)]).toEqual([0, 0, 1, 0.5, 2, 1])
  })
})

describe('numbers that are not finite', () => {
  const rowsOf = (at: (n: number) => number) =>
    Array.from({ length: 30 }, (_, n) => ({ x: (n * 7) % 11, far: at(n), y: n % 3 }))
  const [up, down] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const ways = (rows: ReturnType<typeof rowsOf>, asked: Partial<TableOptions>) => {
    const json = rows.map(({ x, far, y }) => {
      const number = Number.isFinite(far) ? String(far) : far < 0 ? '-1e999' : '1e999'
      return `{"x":${x},"far":${number},"y":${y}}`
    })
    const all = { label: ['y'], ...asked }
    return [
      () => tableSplit(readJsonLines({ file: 'rows', bytes: lines(...json) }), all, 1, 0.2),
      () => {
        const source = readJson({ file: 'rows', bytes: Buffer.from(`[${json.join(',')}]`) })
        return tableSplit(source, all, 1, 0.2)
      },
      () => fromRows(rows, { ...asked, label: all.label, testFraction: 0.2 }),
    ]
  }
  const some = rowsOf((n) => (n === 4 ? up : n === 9 ? down : n / 7))

  it.each<[string, (n: number) => number, Partial<TableOptions>, string]>([
    [
      'among others',
      (n) => (n === 4 ? up : n),
      {},
      '5, column "far": expected a finite number, found Infinity',
    ],
    [
      'below all',
      (n) => (n === 4 ? down : n),
      {},
      '5, column "far": expected a finite number, found -Infinity',
    ],
    [
      'in most rows',
      (n) => (n % 3 ? up : n),
      {},
      '2, column "far": expected a finite number, found Infinity',
    ],
    ['in all', (n) => (n % 2 ? up : down), {}, '1, column "far": expected a finite number, found -Infinity'],
    [
      'as kinds',
      (n) => (n % 2 ? up : n),
      { categories: ['far'] },
      '2, column "far": expected a finite number',
    ],
    ['as classes', (n) => (n % 2 ? up : 1), { label: ['far'], task: 'classify' }, 'expected a finite number'],
    [
      'where one is missing and the other is not',
      (n) => (n % 2 ? up : down),
      { naValues: ['Infinity'], missing: 'mean' },
      '1, column "far": expected a finite number, found -Infinity (--ignore far leaves it out; --na-values -Infinity --missing mean where it is a missing value)',
    ],
  ])('are refused by name, never texts: %s', (_, at, asked, message) => {
    for (const open of ways(rowsOf(at), asked)) {
      expect(open).toThrow(BadInput)
      expect(open).toThrow(message)
    }
  })

  it.each<[string, Partial<TableOptions>]>([
    ['left out with their column', { ignore: ['far'] }],
    ['missing where it is said', { naValues: ['Infinity', '-Infinity'], missing: 'mean' }],
  ])('are %s, as in a text', (_, asked) => {
    const cells = some.map(({ x, far, y }) => `${x},${far},${y}`)
    const text = Buffer.from(`x,far,y\n${cells.join('\n')}`)
    const { train } = tableSplit({ file: 'rows', bytes: text }, { label: ['y'], ...asked }, 1, 0.2)
    for (const open of ways(some, asked)) expect(open().train.features).toEqual(train.features)
  })
})

describe('whole numbers above 2^53', () => {
  const id = (n: number) => String(2n ** 53n + BigInt(n))
  const text = (n: number, own: string) => `{"k":${own},"x":${n / 2},"note":"${id(0)}, or \\"${id(1)}\\""}`
  const own = Array.from({ length: 40 }, (_, n) => text(n, id(n % 3)))
  const forms: [string, (file: string) => ReturnType<typeof readJson>][] = [
    ['a list', (file) => readJson({ file, bytes: Buffer.from(`[${own.join(',')}]`) })],
    ['lines', (file) => readJsonLines({ file, bytes: Buffer.from(own.join('\n')) })],
  ]

  it.each(forms)('keep all digits as names of classes and kinds in %s', (_, open) => {
    const { form } = tableSplit(open('a'), { label: ['k'], task: 'classify', ignore: ['note'] }, 1, 0.2)
    expect(form.classes).toEqual([0, 1, 2].map(id))
    const options = { label: ['x'], categories: ['k'] }
    const other = tableSplit(open('a'), options, 1, 0.2).form.features
    expect(other[0].categories).toEqual([0, 1, 2].map(id))
    expect(other[1].categories).toEqual([`${id(0)}, or "${id(1)}"`])
  })

  it.each(forms)('are refused by name where they would be rounded in %s', (_, open) => {
    const source = open('a.json')
    const read = (label: string) => () =>
      inPlaces(source, () => tableSplit(source, { label: [label] }, 1, 0.2))
    for (const label of ['k', 'x']) {
      expect(read(label)).toThrow(
        /^a\.json, (?:row|line) 2, column "k": expected a whole number that float64 holds exactly, found 9007199254740993 \(/,
      )
    }
  })

  it('are amounts in a text, as long as no two become one', () => {
    const table = (n: (row: number) => string) => {
      const bytes = Buffer.from(
        `k,x\n${Array.from({ length: 40 }, (_, row) => `${n(row)},${row / 2}`).join('\n')}\n`,
      )
      return () => tableSplit({ file: 't.csv', bytes }, { label: ['x'] }, 1, 0.2)
    }
    expect(table((row) => `${123456789012345678n + BigInt(row * 1000)}`)).not.toThrow()
    expect(table((row) => id(row % 3))).toThrow(
      't.csv, line 3, column "k": expected a whole number that float64 holds exactly, found 9007199254740993, which is "9007199254740992" of line 2 there (--categories k where it names kinds; --task classify takes each as it is written where it is to be learned; --ignore k leaves it out)',
    )
  })
})

describe('a column of nested values', () => {
  const row = (n: number, nested: unknown) => ({ x: ((n * 7) % 11) / 4, o: nested, y: n % 3 })
  const rows = Array.from({ length: 30 }, (_, n) => row(n, n < 2 ? n : n % 2 ? { a: n } : [n]))
  const open = (asked: Partial<TableOptions>) => {
    const source = readJsonLines({ file: FILE, bytes: lines(...rows) })
    return inPlaces(source, () => tableSplit(source, { label: ['y'], ...asked }, 1, 0.2))
  }

  it('is refused by name with its first line, unless it is left out', () => {
    const message =
      'rows.jsonl, line 3, column "o": expected a number or a text, found a list (--ignore o leaves it out)'
    expect(() => open({})).toThrow(new BadInput(message))
    expect(() => open({ features: ['x', 'o'] })).toThrow(message)
    expect(() => open({ label: ['o'] })).toThrow(message)
    const { form } = open({ ignore: ['o'] })
    expect(form).toEqual(open({ features: ['x'] }).form)
    // A model that does not take it reads other rows with it.
    const source = readJsonLines({ file: FILE, bytes: lines(...rows) })
    expect(tableDataset(source, form).count).toBe(30)
  })
})
