import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeFeatures } from '../feature-file.js'
import { openFeatureFiles } from '../fixtures/open-feature-files.js'
import { splitValidation } from '../validation.js'
import { largeTableSplit } from './large-table.js'
import { wholeRows } from './row-ends.js'
import { Rows } from './rows.js'
import { tableDataset } from './table-dataset.js'
import type { TableOptions } from './table-options.js'
import { type TableDataset, tableSplit } from './table-split.js'
import type { TableSource } from './written-table.js'

const file = 'large.csv'

/** A text of which `held` bytes, and some more to the end of their row, are in memory. */
function large(text: string, held = 100): TableSource {
  const bytes = new TextEncoder().encode(text)
  const rest = {
    size: bytes.length,
    checked: 0,
    piece: held,
    read: (begin: number, end: number) => bytes.slice(begin, end),
  }
  const newline = bytes.indexOf(10, Math.min(held, bytes.length - 1))
  return { file, bytes: bytes.slice(0, newline < 0 ? bytes.length : newline + 1), rest }
}

const COUNT = 600
const KINDS = ['red', 'green "and" more', 'blue, pale']

/** Numbers, texts and gaps, each row written by `write`. */
function rowsOf(write: (n: number) => string): string {
  return `${['a,b,c,y', ...Array.from({ length: COUNT }, (_, n) => write(n))].join('\n')}\n`
}

const mixed = rowsOf(
  (n) =>
    `${n % 7 ? 1e9 + Math.sin(n) : ''},"${KINDS[n % 3].replaceAll('"', '""')}",2024-05-${String((n % 28) + 1).padStart(2, '0')},${3 * Math.sin(n) + n}`,
)
const options: TableOptions = { label: ['y'], missing: 'indicator' }

/** The rows of a part, as texts, in order. */
function rowsIn({ features, inputs, count }: TableDataset['train'], digits = 4): string[] {
  return Array.from({ length: count }, (_, row) =>
    Array.from(features.subarray(row * inputs, (row + 1) * inputs), (value) => value.toFixed(digits)).join(),
  )
}

/** The same, each with what is learned from it. */
function learned(part: TableDataset['train']): string[] {
  return rowsIn(part).map((row, at) => `${row} ${part.targets?.[at]}`)
}

const texts = rowsOf(
  (n) =>
    `${n % 7 ? Math.sin(n) : ''}, "${KINDS[n % 3].replaceAll('"', '""')}" ,${n % 5 ? KINDS[n % 2 && 2].slice(0, 3) : ''},${n}`,
).replace('blu', '"blu"')

/** How often the rows that are not held are begun, and what they are read by. */
function counted(source: TableSource): { source: TableSource; passes: () => number } {
  const { rest } = source
  if (!rest) throw new Error('expected a rest')
  let begun = 0
  const read = (begin: number, end: number) => {
    if (begin === source.bytes.length) begun++
    return rest.read(begin, end)
  }
  return { source: { ...source, rest: { ...rest, read } }, passes: () => begun }
}

describe('a table that is read piece by piece', () => {
  it('is read twice where it holds numbers and texts, once more for dates, not for what is empty', () => {
    const late = rowsOf((n) => `${n < COUNT - 1 ? '' : 7},x,${Math.sin(n)},${n}`)
    for (const [text, expected] of [
      [texts, 2],
      [mixed, 3],
      [late, 2],
      [mixed.replaceAll(/^[^,]*,/gm, (cell) => (cell === 'a,' ? cell : ',')), 3],
    ] as const) {
      const { source, passes } = counted(large(text))
      largeTableSplit(source, options, 1, 0.25)
      // The first rows say how it is written.
      expect(passes() - 1).toBe(expected)
    }
  })

  it('gives the examples that the same table gives in memory, where all are trained on', () => {
    for (const [text, scaling] of [mixed, texts].flatMap((text) =>
      (['standard', 'range', 'none'] as const).map((scaling) => [text, scaling] as const),
    )) {
      const asked = { ...options, scaling }
      const inMemory = tableSplit(large(text, 1e9), asked, 1, 0)
      const piecewise = largeTableSplit(large(text), asked, 1, 0)
      expect(piecewise.testsOnTraining).toBe(true)
      const { scaling: found, ...form } = piecewise.form
      const { scaling: expected, ...formInMemory } = inMemory.form
      const withoutFills = ({ features, ...kept }: object & Pick<TableDataset['form'], 'features'>) => ({
        ...kept,
        features: features.map(({ fill: _, ...feature }) => feature),
      })
      expect(withoutFills(form)).toEqual(withoutFills(formInMemory))
      for (const [at, offset] of found.features.offsets.entries()) {
        expect(offset).toBeCloseTo(expected.features.offsets[at], 5)
        expect(found.features.divisors[at]).toBeCloseTo(expected.features.divisors[at], 5)
      }
      expect(piecewise.train.features.length).toBe(inMemory.train.features.length)
      for (const [at, value] of piecewise.train.features.entries()) {
        const other = inMemory.train.features[at]
        // In memory the mean is a plain sum, which 600 numbers of 1e9 round by up to 600 · 2⁻⁵³ · 1e9 = 7e-5.
        if (Math.abs(value - other) > 7e-5) expect(value).toBe(other)
      }
      expect(piecewise.train.targets).toEqual(inMemory.train.targets)
    }
  })

  it('divides the rows by the seed, equal ones on one side, and reads the whole again in its form', () => {
    const { train, test, form } = largeTableSplit(large(mixed), options, 1, 0.25)
    expect(train.count + test.count).toBe(COUNT)
    expect(Math.abs(test.count - COUNT / 4)).toBeLessThan(COUNT / 12)
    const whole = tableDataset(large(mixed, 1e9), form)
    expect([...rowsIn(train, 6), ...rowsIn(test, 6)].sort()).toEqual(rowsIn(whole, 6).sort())
    expect(rowsIn(largeTableSplit(large(mixed), options, 1, 0.25).test)).toEqual(rowsIn(test))
    expect(rowsIn(largeTableSplit(large(mixed), options, 2, 0.25).test)).not.toEqual(rowsIn(test))
    const doubled = mixed + mixed.slice(mixed.indexOf('\n') + 1)
    const parts = largeTableSplit(large(doubled), options, 1, 0.25)
    const trained = new Set(rowsIn(parts.train, 6))
    expect(rowsIn(parts.test, 6).some((row) => trained.has(row))).toBe(false)
  })

  it('learns classes, weighs rows, and leaves out what misses a value or says nothing', () => {
    const notes: string[] = []
    const text = `,a,none,w,kind\n${Array.from({ length: COUNT }, (_, n) => `${n},${n % 50 ? n / 7 : '?'},,${1 + (n % 3)},${n % 2 ? 'x' : 'y'}`).join('\n')}`
    const note = (line: string) => notes.push(line)
    const asked: TableOptions = { label: ['kind'], sampleWeight: 'w', missing: 'drop', note }
    expect(largeTableSplit(large(text), asked, 1, 0).train.count).toBe(COUNT - COUNT / 50)
    expect(notes).toContain(`large.csv: ${COUNT / 50} of ${COUNT} rows are left out, for they miss a value`)
    const { train, form } = largeTableSplit(large(text), { ...asked, missing: 'mean' }, 1, 0)
    expect(form).toMatchObject({ classes: ['x', 'y'], features: [{ name: 'a' }] })
    expect(train.labels?.slice(0, 4)).toEqual(Uint32Array.of(1, 0, 1, 0))
    expect(train.weights?.slice(0, 4)).toEqual(Float32Array.of(1, 2, 3, 1))
    expect(notes.join('\n')).toContain('column 1, which has no name, counts the rows, and is left out')
    expect(notes).toContain('large.csv: "none" has no value in any row, and is left out')
    // Of rows that others were taken from.
    const taken = text.replaceAll(/^\d+/gm, (row) => String(3 * Number(row)))
    const without = largeTableSplit(large(taken), { ...asked, missing: 'mean' }, 1, 0)
    expect(without.train.features).toEqual(train.features)
    expect(notes.join('\n')).toContain('column 1, which has no name, names the rows, each by another')
  })

  it('keeps a column without a name that holds kinds, or numbers in another form', () => {
    for (const cell of [(n: number) => `k${n % 3}`, (n: number) => `${(n * 7) % 11} mm`]) {
      const text = `,a,y\n${Array.from({ length: COUNT }, (_, n) => `${cell(n)},${n / 7},${n % 5}`).join('\n')}\n`
      const [piecewise, inMemory] = [
        largeTableSplit(large(text), { label: ['y'] }, 1, 0),
        tableSplit(large(text, 1e9), { label: ['y'] }, 1, 0),
      ]
      expect(piecewise.form.features).toEqual(inMemory.form.features)
      expect(piecewise.form.features.length).toBe(2)
    }
  })

  it('keeps features to train on in a file where they are too many, with the values that they have in memory', () => {
    for (const fraction of [0, 0.25]) {
      const inMemory = largeTableSplit(large(mixed), options, 1, fraction)
      const stored = largeTableSplit(large(mixed), { ...options, storeAbove: 100 }, 1, fraction)
      const { features } = stored.train
      if (!('read' in features)) throw new Error('expected features in a file')
      const read = new Float32Array(features.length)
      features.read(0, read)
      features.close()
      expect({ ...stored, train: { ...stored.train, features: read } }).toEqual(inMemory)
    }
  })

  it.runIf(process.platform === 'linux')(
    'leaves no file of features open, wherever reading it ends in an error',
    () => {
      const text = rowsOf((n) => `${n},${n % 2 ? 'x' : 'y'},${n},0`)
      // In the third pass, its last, the table is another one.
      const changing = (last: string): TableSource => {
        const [before, after] = [large(text), large(last.padEnd(text.length, '\n'))]
        const { rest } = before
        if (!rest || !after.rest) throw new Error('expected a rest')
        const { read } = after.rest
        let begun = 0
        const first = (begin: number, end: number) => {
          if (begin === before.bytes.length) begun++
          return begun > 2 ? read(begin, end) : rest.read(begin, end)
        }
        return { ...before, rest: { ...rest, read: first } }
      }
      const shorter = text.slice(0, text.lastIndexOf('\n', text.length - 2))
      const longer = text.slice(0, text.indexOf('\n', 100) + 1) + '1,x,1,0\n'.repeat(COUNT)
      const asked: TableOptions = { label: ['c'], task: 'regress' }
      const ways: readonly [what: string, source: TableSource, options: TableOptions][] = [
        ['expected a number', changing(`${shorter}\nm,x,m,0`), asked],
        ['became another', changing(shorter), asked],
        ['became another', changing(longer), asked],
        ['above 0', large(text), { ...asked, sampleWeight: 'y' }],
        ['two classes', large(text), { label: ['y'], task: 'classify' }],
      ]
      for (const [what, source, options] of ways) {
        expect(() => largeTableSplit(source, { ...options, storeAbove: 1 }, 1, 0.25), what).toThrow(what)
        expect(openFeatureFiles(), what).toBe(0)
      }
      const { train } = largeTableSplit(large(text), { ...asked, storeAbove: 1 }, 1, 0.25)
      expect(openFeatureFiles()).toBe(1)
      closeFeatures(train.features)
      expect(openFeatureFiles()).toBe(0)
    },
  )

  it('takes a part of features in a file away for validation, each row by itself', () => {
    const parts = [1, 1, 2].map((seed) => {
      const { train } = largeTableSplit(large(mixed), { ...options, storeAbove: 100 }, 1, 0)
      const split = splitValidation(train, 0.3, seed)
      const { features, count, inputs } = split.train
      if (!('read' in features)) throw new Error('expected features in a file')
      const read = new Float32Array(count * inputs)
      features.read(0, read)
      return { train: learned({ ...split.train, features: read }), test: learned(split.test) }
    })
    const [first, again, other] = parts
    expect(again).toEqual(first)
    expect(other.test).not.toEqual(first.test)
    const whole = largeTableSplit(large(mixed), options, 1, 0).train
    expect([...first.train, ...first.test].sort()).toEqual(learned(whole).sort())
    expect(Math.abs(first.test.length - 0.3 * COUNT)).toBeLessThan(0.1 * COUNT)
  })

  it('says that classes are held back roughly in proportion, where any row is', () => {
    const notesOf = (fraction: number): string => {
      const notes: string[] = []
      largeTableSplit(large(mixed), { ...options, note: (line) => notes.push(line) }, 1, fraction)
      return notes.join('\n')
    }
    expect(notesOf(0.2)).toContain('follows from the seed and each row alone')
    expect(notesOf(0)).not.toContain('follows from the seed')
  })

  it('leaves out a column without a value, as in memory, and refuses one that misses a value before its first', () => {
    for (const missing of ['error', 'drop', 'mean', 'indicator'] as const) {
      const read = (text: string, split: typeof tableSplit) => {
        const notes: string[] = []
        const asked: TableOptions = { label: ['y'], missing, note: (line) => notes.push(line) }
        const { form } = split(large(text, split === tableSplit ? 1e9 : 100), asked, 1, 0)
        return {
          names: form.features.map(({ name }) => name),
          notes: notes.filter((line) => line.includes('no value')),
        }
      }
      const text = rowsOf((n) => `?,x${n % 3},${Math.sin(n)},${n}`)
      const expected = {
        names: ['b', 'c'],
        notes: ['large.csv: "a" has no value in any row, and is left out'],
      }
      expect(read(text, tableSplit)).toEqual(expected)
      expect(read(text, (...given) => largeTableSplit(...given))).toEqual(expected)
      const none = () =>
        read(
          rowsOf((n) => `,,,${n}`),
          (...given) => largeTableSplit(...given),
        )
      expect(none).toThrow('line 1: expected columns to learn from, found none that has a value')
    }
    const late = rowsOf((n) => `${n < 300 ? '' : 7},x,${Math.sin(n)},${n}`)
    expect(() => largeTableSplit(large(late), { label: ['y'] }, 1, 0)).toThrow(
      'large.csv, line 2, column "a": expected a value, found ""',
    )
  })

  it('names the line of what it refuses, wherever it stands', () => {
    const at = (line: number, cell: string): string =>
      rowsOf((n) => `${n + 2 === line ? cell : n / 7},x,1,${n}`)
    for (const line of [3, 300, 601]) {
      expect(() => largeTableSplit(large(at(line, 'many')), options, 1, 0.2)).toThrow(
        `large.csv, line ${line}, column "a": expected a number`,
      )
      expect(() => largeTableSplit(large(at(line, '1,2')), options, 1, 0.2)).toThrow(`line ${line}`)
      const bytes = large(at(line, '\uffff'))
      const { rest } = bytes
      if (!rest) throw new Error('expected a rest')
      const damaged = (begin: number, end: number) =>
        rest.read(begin, end).map((byte) => (byte === 0xef ? 0xff : byte))
      const source = { ...bytes, bytes: damaged(0, bytes.bytes.length), rest: { ...rest, read: damaged } }
      expect(() => largeTableSplit(source, options, 1, 0.2)).toThrow(
        `large.csv, line ${line}: expected text in UTF-8, found other bytes`,
      )
    }
    expect(() => largeTableSplit(large(rowsOf(() => '1,x,1,1')), options, 1, 0.2)).toThrow(BadInput)
  })
})

describe('rows of a text that is read piece by piece', () => {
  it('are those of the text in memory, quoted line ends and all', () => {
    const cell = fc.constantFrom('', '1', 'ab', '"x\ny"', '"a""b"', ' 2 ', '"\n"')
    const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','))
    const text = fc.tuple(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('\n', '\r\n', '\n\n'),
    )
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), ([lines, newline], piece) => {
        const bytes = new TextEncoder().encode(lines.join(newline))
        const read = (begin: number, end: number) => bytes.subarray(begin, end)
        const rest = { size: bytes.length, checked: 0, read, piece }
        const first = wholeRows(rest, 0, false)
        expect(cellsOf(new Rows({ file, bytes: first, rest }, ','))).toEqual(
          cellsOf(new Rows({ file, bytes }, ',')),
        )
      }),
    )
  })
})

function cellsOf(rows: Rows): unknown[] {
  const found: unknown[] = []
  while (rows.next()) found.push([rows.line, Array.from({ length: rows.count }, (_, at) => rows.text(at))])
  return found
}
