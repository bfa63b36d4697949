import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { readJson, readLinesOrList } from './json.js'
import { readJsonLines } from './json-lines.js'
import { tableDataset } from './table-dataset.js'
import { type TableOptions, tableSplit } from './table-split.js'
import { inPlaces } from './written-table.js'

const FILE = 'rows.json'

describe('JSON', () => {
  const rows = Array.from({ length: 40 }, (_, n) => ({
    kind: n % 2 ? 'a, "b"\nc' : 'd',
    ...(n % 3 && { length: n / 7 }),
    fresh: n % 4 === 0,
  }))
  const list = (rows: readonly unknown[]): Uint8Array => Buffer.from(JSON.stringify(rows, null, 2))

  it('is the same dataset as the same objects line by line, but for the places of its rows', () => {
    const options: TableOptions = { label: ['kind'], missing: 'indicator' }
    const byLine = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
    const [inList, inLines] = [
      readJson({ file: FILE, bytes: list(rows) }),
      readJsonLines({ file: FILE, bytes: byLine }),
    ].map((source) => tableSplit(source, options, 1, 0.2))
    expect(inList).toEqual(inLines)
    const gappy = rows.map((row, n) => ({ ...row, length: n === 6 ? null : 1 }))
    const source = readJson({ file: FILE, bytes: list(gappy) })
    expect(() => inPlaces(source, () => tableSplit(source, { label: ['kind'] }, 1, 0.2))).toThrow(
      /row 7, column "length": expected a value, found "", a missing one/,
    )
  })

  it.each([
    ['[{"a":1}', 'line 1, character 9: expected JSON, a comma or ], found the end'],
    [
      '{"a":[1],"b":2}',
      `row 1: expected a list of objects in JSON, or an object of columns, found "{\\"a\\":[1],\\"b\\":2}" (of pandas' forms, to_json(orient='records') is always read)`,
    ],
    [
      '{"a":[{"b":1}],"c":[{"d":2}],"of":"x"}',
      'row 1: expected a list of objects in JSON, or an object of columns, found "{\\"a\\":[{\\"b\\":1}],\\"c\\":[{\\"d\\":2}],\\"of\\":\\"x\\"}" ("a", "c" are such lists: one of them alone is read)',
    ],
    [
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"mag":1},"geometry":null}]}',
      'row 1: expected a list of objects in JSON, or an object of columns, found GeoJSON (a list of the "properties" of its "features" is read)',
    ],
    ['[{"a":1,"b":"x"},[2]]', 'row 2: expected an object, found a list'],
    ['[12345678901234567890]', 'row 1: expected an object, found "12345678901234567890"'],
    ['[[12345678901234567890]]', 'row 1: expected an object, found a list'],
    ['[]', 'row 1: expected objects with values, found none'],
  ])('refuses %s', (text, message) => {
    expect(() => readJson({ file: FILE, bytes: new TextEncoder().encode(text) })).toThrow(
      new BadInput(`${FILE}, ${message}`),
    )
  })

  it('refuses lists nested without end as what they are', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const open = (text: string) => () => readJson({ file: FILE, bytes: Buffer.from(text) })
    expect(open(`[{"id":1234567890123456789,"a":${deep}}]`)).toThrow(
      new BadInput(`${FILE}, line 1: expected rows in JSON, found values nested too deep`),
    )
    expect(open(`[${deep}]`)).toThrow(new BadInput(`${FILE}, row 1: expected an object, found a list`))
  })
})

describe('JSON in another form', () => {
  const rows = Array.from({ length: 30 }, (_, n) => ({ x: ((n * 7) % 11) / 4, y: n % 3 ? n / 2 : null }))
  const index = rows.map((_, n) => String(n))
  const byColumn = (of: (name: 'x' | 'y') => unknown): string => JSON.stringify({ x: of('x'), y: of('y') })
  const open = (text: string) => {
    const source = readJson({ file: 'rows.json', bytes: new TextEncoder().encode(text) })
    return tableSplit(source, { label: ['y'], missing: 'drop' }, 1, 0.2)
  }

  it.each([
    ['an object a line', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['columns, each a list', byColumn((name) => rows.map((row) => row[name]))],
    [
      'columns, each by row',
      byColumn((name) => Object.fromEntries(rows.map((row, n) => [index[n], row[name]]))),
    ],
    ['a list within an object', JSON.stringify({ count: 30, next: null, links: ['a'], results: rows })],
    [
      'as pandas splits it',
      JSON.stringify({ columns: ['x', 'y'], index, data: rows.map(({ x, y }) => [x, y]) }),
    ],
    ['rows by their numbers', JSON.stringify(Object.fromEntries(rows.map((row, n) => [index[n], row])))],
  ])('is the same table: %s', (_, text) => {
    expect(open(text)).toEqual(open(JSON.stringify(rows)))
  })

  it.each([
    ['{"x":[1,2],"y":[1]}', 'expected a list of objects in JSON, or an object of columns'],
    ['{"a":{"x":1},"b":{"x":2}}', 'expected a list of objects in JSON, or an object of columns'],
    ['[{"x":NaN,"y":1}]', 'NaN and Infinity are no JSON: write null'],
    ['{"x":1,"y":2}\n{"x":-Infinity,"y":2}', 'NaN and Infinity are no JSON: write null'],
    ['{"x":"NaN","y":2', 'line 1, character 17: expected JSON, a comma or }, found the end'],
    ['{"columns":["x","x"],"data":[[1,2]]}', 'expected a list of objects in JSON'],
    ['{}', 'expected a list of objects in JSON'],
  ])('%s is refused', (text, message) => {
    expect(() => open(text)).toThrow(BadInput)
    expect(() => open(text)).toThrow(message)
  })
})

describe('rows in JSON as people have them', () => {
  const rows = Array.from({ length: 30 }, (_, n) => ({ x: ((n * 7) % 11) / 4, y: n % 3 }))
  const read = (text: string, open = readJson) => {
    const notes: string[] = []
    const source = open({ file: 'rows.json', bytes: new TextEncoder().encode(text) })
    const { form } = tableSplit(source, { label: ['y'], note: (line) => notes.push(line) }, 1, 0.2)
    return { form, notes }
  }
  const plain = read(JSON.stringify(rows))

  it('leave out the index that pandas writes with a schema', () => {
    const schema = { fields: [], primaryKey: ['index'], pandas_version: '1.4.0' }
    const { form, notes } = read(
      JSON.stringify({ schema, data: rows.map((row, index) => ({ index, ...row })) }),
    )
    expect(form).toEqual(plain.form)
    expect(notes).toContain(
      'rows.json: column 1, which has no name, counts the rows, and is left out (--features with __index_level_0__ takes it)',
    )
  })

  it('are a list also where the file is called JSON Lines, on one line or many', () => {
    for (const indent of [0, 1]) {
      expect(read(JSON.stringify(rows, null, indent), readLinesOrList).form).toEqual(plain.form)
    }
    expect(read(rows.map((row) => JSON.stringify(row)).join('\n'), readLinesOrList).form).toEqual(plain.form)
  })

  it('are one row where an object has no lists, to be asked of a model', () => {
    const source = readJson({ file: 'row.json', bytes: new TextEncoder().encode(JSON.stringify(rows[3])) })
    expect(tableDataset(source, plain.form).count).toBe(1)
  })

  it('have columns that are called by numbers', () => {
    const data = rows.map(({ x, y }) => [x, y])
    const source = readJson({
      file: 'rows.json',
      bytes: Buffer.from(JSON.stringify({ columns: [0, 1], data })),
    })
    expect(tableSplit(source, { label: ['1'] }, 1, 0.2).form.features).toEqual([
      { name: '0', categories: [] },
    ])
  })

  it('keep texts apart that end within a character', () => {
    const halves = rows.map(({ x, y }) => ({ x, y: ['\ud83d', '\ud83e', 'c'][y] }))
    expect(read(JSON.stringify(halves)).form.classes).toEqual(['\\ud83d', '\\ud83e', 'c'])
  })
})
