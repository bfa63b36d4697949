import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalsOf, isNumber } from './plain-number.js'
import { wholeRows } from './row-ends.js'
import { type Delimiter, Rows } from './rows.js'

const file = 'cells.csv'

/** What people and programs write as numbers, and what is near to them. */
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => String(Number(value.toPrecision(6)))),
  fc.integer({ min: -1e9, max: 1e9 }).map((cents) => (cents / 100).toFixed(2)),
  fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String),
  fc.stringMatching(/^[+-]?\d{0,20}\.?\d{0,30}$/),
  // As programs write float64: digits in two halves.
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.integer({ min: 0, max: 18 }))
    .map(([digits, after]) =>
      String(digits)
        .padStart(18, '0')
        .replace(new RegExp(`(?=.{${after}}$)`), '.'),
    ),
  fc.constantFrom(
    '0',
    '-0',
    '+0',
    '-0.0',
    '.5',
    '5.',
    '-.5',
    '007',
    '00.10',
    '1e5',
    '1E-400',
    '9'.repeat(400),
  ),
)
const other = fc.constantFrom(
  '',
  'x',
  '-',
  '+',
  '.',
  '-.',
  '1.2.3',
  '--1',
  '1-',
  '1 2',
  '0x1',
  'NaN',
  'é',
  '1.234.5',
)

/** A cell as it is written, and its text. */
const cell = fc
  .tuple(fc.oneof({ arbitrary: number, weight: 4 }, other), fc.constantFrom('', '', '', ' ', '"', ' "'))
  .map(([text, around]) => {
    const mark = around.includes('"') ? '"' : ''
    const blank = around.includes(' ') ? ' ' : ''
    return { written: `${blank}${mark}${text}${mark}${blank}`, text }
  })

const table = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 12 }),
  delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  ends: fc.boolean(),
})

/** The rows with a value, as the texts of their cells, numbers as `Number` reads them, and their decimals. */
function expected(rows: readonly (readonly { text: string }[])[]): unknown[] {
  const last = rows.findLastIndex((cells) => cells.some(({ text }) => text !== ''))
  return rows.slice(0, last + 1).map((cells) =>
    cells.map(({ text }) => {
      const bytes = new TextEncoder().encode(text)
      return isNumber(text) ? [text, Number(text), decimalsOf(bytes, 0, bytes.length)] : [text, Number.NaN]
    }),
  )
}

function found(rows: Rows): unknown[] {
  const all: unknown[] = []
  while (rows.next()) {
    all.push(
      Array.from({ length: rows.count }, (_, at) => {
        const value = rows.number(at)
        return Number.isNaN(value) ? [rows.text(at), value] : [rows.text(at), value, rows.decimals(at)]
      }),
    )
  }
  return all
}

describe('numbers of cells', () => {
  it('are those that Number reads of their texts, bit for bit, whatever stands around them', () => {
    fc.assert(
      fc.property(table, ({ rows, delimiter, newline, ends }) => {
        const text = rows.map((cells) => cells.map(({ written }) => written).join(delimiter)).join(newline)
        const bytes = new TextEncoder().encode(text + (ends ? newline : ''))
        expect(found(new Rows({ file, bytes }, delimiter))).toEqual(expected(rows))
      }),
      { numRuns: 1000 },
    )
  })

  it('are the same wherever a text is cut into pieces, and whatever it ends with', () => {
    fc.assert(
      fc.property(table, ({ rows, delimiter, newline, ends }) => {
        const text = rows.map((cells) => cells.map(({ written }) => written).join(delimiter)).join(newline)
        const bytes = new TextEncoder().encode(text + (ends ? newline : ''))
        const whole = found(new Rows({ file, bytes }, delimiter))
        const read = (begin: number, end: number) => bytes.slice(begin, end)
        for (let piece = 1; piece <= bytes.length; piece++) {
          const rest = { size: bytes.length, checked: 0, read, piece }
          const first = wholeRows(rest, 0, false)
          expect(found(new Rows({ file, bytes: first, rest }, delimiter))).toEqual(whole)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('are read of a row of more cells than there is space for at first', () => {
    const numbers = Array.from({ length: 1000 }, (_, n) => (n + 1) / 8)
    const bytes = new TextEncoder().encode(`${numbers.join()}\n${numbers.map((n) => -n).join()}\n`)
    const rows = found(new Rows({ file, bytes }, ',')) as [string, number][][]
    expect(rows.map((cells) => cells.map(([, value]) => value))).toEqual([numbers, numbers.map((n) => -n)])
  })
})
