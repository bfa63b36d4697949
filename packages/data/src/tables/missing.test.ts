import { UsageError } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { tableDataset, tableFeatures, tableRows } from './table-dataset.js'
import { type TableOptions, tableSplit } from './table-split.js'

const csv = (text: string) => ({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) })

/** Forty rows, of which every fifth misses x, every eighth the colour, and one the label. */
const gappy = [
  'x,colour,y',
  ...Array.from({ length: 40 }, (_, n) => {
    const colour = n % 8 === 0 ? 'NA' : ['red', 'blue'][n % 2]
    return `${n % 5 === 0 ? '' : n + 0.5},${colour},${n === 7 ? '?' : n / 4}`
  }),
].join('\n')

const split = (text: string, options: Partial<TableOptions> = {}) =>
  tableSplit(csv(text), { label: ['y'], ...options }, 1, 0.2)

describe('missing values', () => {
  it('are refused where nothing is said of them, with the flags', () => {
    expect(() => split(gappy)).toThrow(
      't.csv, line 2, column "x": expected a value, found "", a missing one (--missing drop, mean or indicator)',
    )
  })

  it.each(['?', 'NA', 'n/a', 'NaN', 'NULL', '<NA>', '#N/A', '\\N'])('%j is one, in any column', (code) => {
    const coded = gappy.replaceAll('\n,', () => `\n${code},`)
    expect(coded).not.toBe(gappy)
    expect(split(coded, { missing: 'mean' }).form).toEqual(split(gappy, { missing: 'mean' }).form)
  })

  it('drop: their rows are left out, and said', () => {
    const lines: string[] = []
    const { train, test, form } = split(gappy, { missing: 'drop', note: (line) => lines.push(line) })
    expect(train.count + test.count).toBe(27)
    expect(lines).toContain('t.csv: 13 of 40 rows are left out, for they miss a value')
    expect(tableDataset(csv(gappy), form).count).toBe(27)
    const { errors } = tableRows(csv(gappy), form)
    expect(errors.size).toBe(12)
  })

  it('mean: of the training part, scaled to 0; a missing category is none; the model keeps it', () => {
    const { train, test, form } = split(gappy, { missing: 'mean' })
    expect([train.count + test.count, train.inputs]).toEqual([39, 3])
    const kept = JSON.parse(JSON.stringify(form))
    const features = tableFeatures(csv('x,colour\n,\n0.5,red'), kept)
    expect(features[0]).toBeCloseTo(0, 6)
    expect([...features.subarray(1, 3)]).toEqual([0, 0])
    expect([...features.subarray(4)]).toEqual([0, 1])
    // Learned on the numbers that are there: mean 0 over the training part, gaps at 0 included.
    const x = Array.from({ length: train.count }, (_, row) => train.features[3 * row])
    expect(x.reduce((sum, value) => sum + value, 0) / x.length).toBeCloseTo(0, 5)
  })

  it('indicator: one input more for each column with gaps', () => {
    const { train, form } = split(gappy, { missing: 'indicator' })
    expect(train.inputs).toBe(5)
    expect(form.features.map(({ indicator }) => indicator)).toEqual([true, true])
    const features = tableFeatures(csv('x,colour\n,NA\n0.5,red'), form)
    expect([...features.subarray(1, 5)]).toEqual([1, 0, 0, 1])
    expect([...features.subarray(6)]).toEqual([0, 0, 1, 0])
  })

  it('are what is said to be one, and nothing else', () => {
    const elements = `energy,y\n${Array.from({ length: 20 }, (_, n) => `${n},${n % 2 ? 'Na' : 'K'}`).join('\n')}`
    expect(() => split(elements)).toThrow('found "Na", a missing one')
    const { form } = split(elements, { naValues: [] })
    expect(form.classes).toEqual(['K', 'Na'])
    expect(tableDataset(csv(elements), JSON.parse(JSON.stringify(form))).count).toBe(20)
    const coded = `x,y\n${Array.from({ length: 20 }, (_, n) => `${n % 4 ? n : -9},${n / 3}`).join('\n')}`
    expect(split(coded, { naValues: ['-9'], missing: 'drop' }).train.count).toBe(12)
    expect(() => split(coded, { naValues: ['-9'] })).toThrow('found "-9", a missing one')
    expect(() => split(coded, { naValues: [' -9'] })).toThrow(UsageError)
  })

  it('of a whole column leave it out, and say so', () => {
    const lines: string[] = []
    const text = gappy.replaceAll('\n', '\n,').replace('x,', ',x,')
    const { form } = split(text, { missing: 'mean', note: (line) => lines.push(line) })
    expect(form.features.map(({ name }) => name)).toEqual(['x', 'colour'])
    expect(lines).toContain('t.csv: "1" has no value in any row, and is left out')
  })
})

it.each(['', 'NA', '?'])(
  'a column with nothing but %j in it needs no flag, unless it is asked for',
  (cell) => {
    const lines: string[] = []
    const text = `x,remark,y\n${Array.from({ length: 20 }, (_, n) => `${n % 7},${cell},${n / 3}`).join('\n')}`
    const { form } = split(text, { note: (line) => lines.push(line) })
    expect(form.features.map(({ name }) => name)).toEqual(['x'])
    expect(lines).toContain('t.csv: "remark" has no value in any row, and is left out')
    for (const asked of [{ features: ['x', 'remark'] }, { label: ['remark'] }]) {
      expect(() => split(text, asked)).toThrow(
        `column "remark": expected a value, found ${JSON.stringify(cell)}`,
      )
    }
    expect(() => split(text.replace(/^x/, 'z').replace(/^\d/gm, ''))).toThrow('found none that has a value')
  },
)

describe('categories that training had not seen', () => {
  const flowers = `x,colour,y\n${Array.from({ length: 40 }, (_, n) => `${n % 3},${['red', 'blue'][n % 2]},${n / 3}`).join('\n')}`
  const others = 'x,colour\n1,red\n2,green\n3,blue\n4,grey'

  it('are none of those that it had, where that is said', () => {
    const { form } = split(flowers, { unknown: 'other' })
    const features = tableFeatures(csv(others), JSON.parse(JSON.stringify(form)))
    expect([...features].filter((_, at) => at % 3 > 0)).toEqual([0, 1, 0, 0, 1, 0, 0, 0])
  })

  it('are named otherwise, row by row, and the others are read', () => {
    const { form } = split(flowers)
    const { count, errors, features } = tableRows(csv(`${others}\nmany,red`), form)
    expect([count, [...errors.keys()]]).toEqual([5, [1, 3, 4]])
    expect(String(errors.get(3))).toContain(
      't.csv, line 5, column "colour": expected one of "blue", "red", found "grey"',
    )
    expect(String(errors.get(4))).toContain('t.csv, line 6, column "x": expected a number, found "many"')
    expect(features.subarray(0, 3)).toEqual(tableFeatures(csv('x,colour\n1,red'), form))
  })

  it('classes that training had not seen are refused all the same', () => {
    const classes = `x,y\n${Array.from({ length: 20 }, (_, n) => `${n},${n % 2 ? 'a' : 'b'}`).join('\n')}`
    const { form } = split(classes, { unknown: 'other' })
    expect(() => tableDataset(csv('x,y\n1,c'), form)).toThrow('expected one of "a", "b", found "c"')
  })
})
