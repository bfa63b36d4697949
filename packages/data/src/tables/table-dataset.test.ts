import type { FeatureValues } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { tableDataset, tableRowPieces, tableRows } from './table-dataset.js'
import { type TableOptions, tableSplit } from './table-split.js'
import type { TableSource } from './written-table.js'

const file = 't.csv'
const COUNT = 1500

/** Two columns of 900 kinds each: of their inputs no more than 500 rows are read at once. */
const row = (n: number, label: string): string => `k${(n * 7) % 900},${n / 7},c${n % 900},${label}`
const KINDS = { categories: ['a', 'c'] }
const tableOf = (label: (n: number) => string): string =>
  `a,b,c,y\n${Array.from({ length: COUNT }, (_, n) => row(n, label(n))).join('\n')}\n`

/** A text of which so many bytes, and some more to the end of their row, are in memory. */
function large(text: string, piece = 300): TableSource {
  const bytes = new TextEncoder().encode(text)
  const read = (begin: number, end: number) => bytes.slice(begin, end)
  return {
    file,
    bytes: bytes.slice(0, bytes.indexOf(10, piece) + 1),
    rest: { size: bytes.length, checked: 0, piece, read },
  }
}

const inMemory = (text: string): TableSource => ({ file, bytes: new TextEncoder().encode(text) })

describe('a table in the form of a model', () => {
  it.each<[string, (n: number) => string, TableOptions]>([
    ['classes', (n) => (n % 3 ? 'yes' : 'no'), { label: ['y'] }],
    ['numbers', (n) => `${n * n}`, { label: ['y'] }],
    ['gaps', (n) => (n > 300 && n < 1200 ? '' : `${n * n}`), { label: ['y'], missing: 'drop' }],
  ])('gives the examples of the whole table, however many pieces it is read in: %s', (_, label, options) => {
    const text = tableOf(label)
    const { train, form } = tableSplit(inMemory(text), { ...options, ...KINDS }, 1, 0)
    for (const source of [inMemory(text), large(text)]) {
      const { features, ...found } = tableDataset(source, form)
      expect({ ...found, features: [] }).toEqual({ ...train, name: file, features: [] })
      expect(Buffer.compare(bytesOf(features), bytesOf(train.features))).toBe(0)
    }
  })

  it('is refused by the line where it is wrong, also where no row is left', () => {
    const { form } = tableSplit(
      inMemory(tableOf((n) => `k${n % 2}`)),
      { label: ['y'], missing: 'drop', ...KINDS },
      1,
      0,
    )
    const wrong = tableOf((n) => (n === 1400 ? 'k2' : 'k1'))
    expect(() => tableDataset(large(wrong), form)).toThrow(
      't.csv, line 1402, column "y": expected one of "k0", "k1"',
    )
    expect(() => tableDataset(large(tableOf(() => '')), form)).toThrow(
      't.csv, line 2: expected a row without a missing value, found none',
    )
  })

  it('gives the features of its rows piece by piece, and says in each which cannot be read', () => {
    const text = tableOf((n) => `k${n % 2}`)
    const { form } = tableSplit(inMemory(text), { label: ['y'], ...KINDS }, 1, 0)
    const lines = text.trim().split('\n')
    for (const n of [3, 700, 701, 1499]) lines[n + 1] = n % 2 ? `${row(n, 'k1')},more` : `new,${n},c1,k1`
    const wrong = lines.join('\n')
    const { count, features, errors } = tableRows(inMemory(wrong), form)
    expect([count, ...errors.keys()]).toEqual([COUNT, 3, 700, 701, 1499])
    for (const rows of [undefined, 64, 4000]) {
      let before = 0
      for (const piece of tableRowPieces(large(wrong), form, rows)) {
        expect(piece.count).toBeLessThanOrEqual(rows ?? 1000)
        const inputs = piece.features.length / piece.count
        for (let at = 0; at < piece.count; at++) {
          const error = errors.get(before + at)
          expect(piece.errors.get(at)).toEqual(error)
          if (error !== undefined) continue
          const [begin, end] = [at * inputs, (at + 1) * inputs]
          const expected = features.subarray(before * inputs + begin, before * inputs + end)
          expect(Buffer.compare(bytesOf(piece.features.subarray(begin, end)), bytesOf(expected))).toBe(0)
        }
        before += piece.count
      }
      expect(before).toBe(COUNT)
    }
  })
})

function bytesOf({ buffer, byteOffset, byteLength }: FeatureValues): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
