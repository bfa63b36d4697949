import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from './column.js'
import type { TableText } from './find-columns.js'
import { parseTable } from './parse-table.js'

function read(text: string | Uint8Array, options: TableText & { columns?: string[]; texts?: string[] } = {}) {
  const { columns = [], texts = [], ...how } = options
  const kinds = new Map(texts.map((name) => [name, 'text' as const]))
  const wanted = { columns, others: columns.length === 0, kinds }
  return parseTable({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }, how, wanted)
}

function cells(column: Column): (string | number)[] {
  return column.kind === 'number' ? [...column.values] : [...column.codes].map((code) => column.texts[code])
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
/** A text that is neither a number nor a missing value, nor has white space around it. */
const word = fc.string({ unit: 'grapheme' }).map((text) => `x${text.trim()}y`)

describe('parseTable', () => {
  it('gives back what was written, whatever separates, quotes and ends the rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), word), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.uniqueArray(word, { minLength: 2, maxLength: 2 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, names, delimiter, end, bom) => {
          const written = [names.map(quoted), ...rows.map(([number, text]) => [String(number), quoted(text)])]
          const text = written.map((row) => row.join(delimiter)).join(end)
          const table = read((bom ? '\ufeff' : '') + text)
          expect(table.columns.map(({ name }) => name)).toEqual(names)
          expect(cells(table.columns[0])).toEqual(rows.map(([number]) => Number(String(number))))
          expect(cells(table.columns[1])).toEqual(rows.map(([, text]) => text))
        },
      ),
    )
  })

  it('takes the first row for names where no cell of it is a number, or a column is asked for by name', () => {
    expect(read('a,b\n1,2').columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(read('1,b\n3,c').columns.map(({ name }) => name)).toEqual(['1', '2'])
    expect(read('1990,b\n3,c', { columns: ['b'] }).columns.map(cells)).toEqual([['c']])
    expect(read('a,b\nc,d', { header: false }).columns.map(cells)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ])
    expect(read('1,2\n3,4', { header: true }).columns.map(cells)).toEqual([[3], [4]])
  })

  it('calls a column without a name by its number', () => {
    expect(read(',a\n0,5').columns.map(({ name }) => name)).toEqual(['1', 'a'])
  })

  it('reads the columns asked for, by name or number, in that order', () => {
    expect(read('a,b,c\n1,2,3', { columns: ['c', '1'] }).columns.map(cells)).toEqual([[3], [1]])
  })

  it('knows the line of each row, empty lines and quoted line ends counted', () => {
    expect([...read('a,b\n\n1,"x\ny"\n\n2,z\n').lines]).toEqual([4, 6])
  })

  it('reads every form of a decimal number', () => {
    const forms = ['1', '-1', '+1', '1.', '.5', '1.50', '1e3', '1E-3', ' 7 ', '-0.25e+2']
    expect(cells(read(forms.join('\n')).columns[0])).toEqual(forms.map(Number))
  })

  const refused: [string, string | Uint8Array, Parameters<typeof read>[1], string][] = [
    ['nothing', '', {}, 't.csv, line 1: expected rows of values, found none: an empty set'],
    ['names alone', 'a,b\n', {}, 't.csv, line 1: expected rows of values, found none: an empty set'],
    [
      'a missing value',
      'a,b\n1,2\n3,\n',
      {},
      't.csv, line 3, column "b": expected a value, found "", a missing one',
    ],
    [
      'a value that says so',
      'a,b\n1,2\nN/A,1',
      {},
      't.csv, line 3, column "a": expected a value, found "N/A", a missing one',
    ],
    [
      'a short row',
      'a,b\n1,2\n3',
      {},
      't.csv, line 3: expected comma-separated values, found Invalid Record Length',
    ],
    [
      'an open quotation',
      'a,b\n1,2\n3,"4',
      {},
      't.csv, line 3: expected comma-separated values, found Quote Not Closed',
    ],
    [
      'a text among numbers',
      'a\n1\n2x',
      {},
      't.csv, line 3, column "a": expected a number as in line 2, found "2x"',
    ],
    [
      'a number among texts',
      'a,b\nx,1\n5,2',
      {},
      't.csv, line 3, column "a": expected a text as in line 2, found the number "5" (--categories a where it names kinds)',
    ],
    [
      // What the flag would take apart is no way on.
      'a list among numbers',
      'a\n1\n2\n"3,x"',
      {},
      't.csv, line 4, column "a": expected a number as in line 2, found "3,x" (--categories a where it names kinds)',
    ],
    [
      'another name of a column that is there, of many',
      `${Array.from({ length: 60 }, (_, n) => `measured_${n}`).join(',')},Sale_Price\n${'1,'.repeat(60)}1`,
      { columns: ['sale price'] },
      't.csv, line 1: expected a column "sale price", found "Sale_Price", "measured_0", "measured_1", "measured_2", "measured_3", "measured_4", "measured_5", "measured_6", "measured_7", "measured_8", "measured_9", "measured_10", "measured_11", "measured_12", "measured_13", "measured_14", "measured_15", …',
    ],
    [
      'a number too large',
      'a\n1e36',
      {},
      't.csv, line 2, column "a": expected a number up to 1e+35, found "1e36"',
    ],
    [
      'a column that is not there',
      'a,b\n1,2',
      { columns: ['c'] },
      't.csv, line 1: expected a column "c", found "a", "b"',
    ],
    [
      'two columns of one name',
      'a,a\n1,2',
      {},
      't.csv, line 1: expected columns of different names, found "a" twice',
    ],
    [
      'other bytes than UTF-8',
      Uint8Array.of(97, 10, 49, 10, 0xe9, 10),
      {},
      't.csv, line 3: expected text in UTF-8, found other bytes',
    ],
    [
      'too many texts',
      `a\n${Array.from({ length: 1001 }, (_, n) => `x${n}`).join('\n')}`,
      {},
      't.csv, line 1002, column "a": expected numbers, or at most 1000 different texts, found one more, "x1000" (--ignore a leaves it out of what is learned from)',
    ],
    [
      'too many texts in several columns, all at once',
      `a,b,c d\n${Array.from({ length: 1100 }, (_, n) => `x${n},${n % 7}x z,y ${n}`).join('\n')}`,
      {},
      `t.csv, line 1002, column "a": expected numbers, or at most 1000 different texts, found one more, "x1000" (--ignore 'a,c d' leaves all such out of what is learned from)`,
    ],
  ]
  it.each(refused)('refuses %s, with its line', (_, text, options, message) => {
    expect(() => read(text, options)).toThrow(BadInput)
    expect(() => read(text, options)).toThrow(message)
  })

  it('takes numbers for texts in a column stated to hold them', () => {
    expect(read('a,b\n1,1\n2+,2', { texts: ['a'] }).columns.map(cells)).toEqual([
      ['1', '2+'],
      [1, 2],
    ])
  })
})
