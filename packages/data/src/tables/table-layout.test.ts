import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TableText } from './find-columns.js'
import { parseTable } from './parse-table.js'

function read(
  text: string | Uint8Array,
  columns: string[] = [],
  how: TableText & { note?: (line: string) => void } = {},
) {
  const wanted = {
    columns,
    others: columns.length === 0,
    kinds: new Map(),
    ...(how.note && { note: how.note }),
  }
  const table = parseTable({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }, how, wanted)
  return Object.fromEntries(
    table.columns.map((column) => [
      column.name,
      column.kind === 'number' ? [...column.values] : [...column.codes].map((code) => column.texts[code]),
    ]),
  )
}

const TABLE = { a: [3.24, 6.51, 5], b: [0.75, 0.36, 4], y: ['low', 'high', 'low'] }
const TEXT = 'a,b,y\n3.24,0.75,low\n6.51,0.36,high\n5,4,low\n'

describe('the same table is read', () => {
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  it.each([
    ['as it is', TEXT],
    ['after the line sep=;', `sep=;\n${TEXT.replaceAll(',', ';')}`],
    ['after the line sep=, with a mark', `\ufeffsep=,\r\n${TEXT}`],
    ['with a delimiter at the end of each line', TEXT.replaceAll('\n', ',\n')],
    ['with one at the end of each row but the first', TEXT.replaceAll('\n', ',\n').replace(',\n', '\n')],
    ['with one at the end of the names alone', TEXT.replace('\n', ',\n')],
    ['with mixed line ends', TEXT.replace('\n', '\r\n')],
    ['with mixed line ends the other way', TEXT.replaceAll('\n', '\r\n').replace('\r\n', '\n')],
    ['with \\r alone', TEXT.replaceAll('\n', '\r')],
    ['with spaces before and after quotations', TEXT.replaceAll(/[^,\n]+/g, ' "$&" ')],
    ['with white space around cells', TEXT.replaceAll(',', ' ,\t')],
    ['in UTF-16, little end first', utf16(TEXT)],
    ['in UTF-16, big end first', utf16(TEXT).swap16()],
    ['in UTF-16 without a mark', utf16(TEXT).subarray(2)],
    ['in UTF-16 without a mark, big end first', utf16(TEXT).swap16().subarray(2)],
    ['with tabs', TEXT.replaceAll(',', '\t')],
    ['with bars', TEXT.replaceAll(',', '|')],
    ['with runs of spaces', TEXT.replaceAll(',', '   ')],
    ['below comments', `# made by a program\n# in 2024, for you\n\n${TEXT}`],
    ['with its names in the last comment', `# made by a program\n# ${TEXT}`],
    ['with its names after a sharp', `#${TEXT}`],
    ['with several delimiters at the end of each line', TEXT.replaceAll('\n', ',,,\n')],
    [
      'with several at the end of each row but the first',
      TEXT.replaceAll('\n', ',,,\n').replace(',,,\n', '\n'),
    ],
    ['with empty rows', `${TEXT.replace('\n3', '\n\n\n3')},,\n,,\n`],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(TABLE)
  })

  it('below a title, where a column is asked for by name', () => {
    expect(read(`Sales report,,\n${TEXT}`, ['y', 'a'])).toEqual({ y: TABLE.y, a: TABLE.a })
    expect(read(`Sales report\nof 2024\n${TEXT.replaceAll(',', ';')}`, ['y'])).toEqual({ y: TABLE.y })
  })

  it('below other names, where a column is asked for by name', () => {
    expect(read(`in,in,out\n${TEXT}`, ['y', 'a'])).toEqual({ y: TABLE.y, a: TABLE.a })
    expect(read(`in,,out\nfirst,second,\n${TEXT}`, ['y'])).toEqual({ y: TABLE.y })
    // A value that is called as a column is none.
    expect(() => read(TEXT, ['low'])).toThrow('expected a column "low", found "a", "b", "y"')
    expect(() => read('a,b,c\nx,y,z\nu,v,w', ['v'])).toThrow('expected a column "v"')
  })

  it.each(['mm,m/s,', 'float64,float64,str', '(mm),%,kind'])(
    'without the row %j below its names',
    (units) => {
      const rows = Array.from({ length: 7 }, (_, n) => `${n}.5,${n},low`).join('\n')
      expect(read(`a,b,y\n${units}\n${rows}`)).toEqual(read(`a,b,y\n${rows}`))
    },
  )

  it('with all its rows of values, where the first of them has a word for a number', () => {
    for (const word of ['inf', 'nan', 'None', 'NA', '-', '?']) {
      const text = TEXT.replace('3.24,0.75', `${word},${word}`) + '1,2,low\n'.repeat(9)
      const all = { columns: ['a'], others: false, kinds: new Map([['a', 'text' as const]]), gaps: true }
      const { lines } = parseTable({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }, {}, all)
      expect(lines.length).toBe(12)
    }
  })

  it('with the names of rows before the first column, as R writes them', () => {
    const rows = TEXT.trim().split('\n')
    const text = [rows[0], ...rows.slice(1).map((row, n) => `"${n + 1}",${row}`)].join('\n')
    expect(read(text)).toEqual({ 1: [1, 2, 3], ...TABLE })
  })
})

it('a quotation mark within a cell is part of it, wherever it is not the first', () => {
  const cell = fc.tuple(fc.constantFrom('19', "5'10", 'x y', '-'), fc.constantFrom('', 'in', '"', '""'))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 9 }), (cells) => {
      const texts = cells.map(([before, after]) => `${before}"${after}`)
      const text = `a,b\n${texts.map((each) => `${each},1`).join('\n')}\n`
      const kinds = new Map([['a', 'text' as const]])
      const wanted = { columns: ['a'], others: false, kinds }
      const { columns } = parseTable({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }, {}, wanted)
      const [column] = columns
      expect(column.kind === 'text' && [...column.codes].map((code) => column.texts[code])).toEqual(texts)
    }),
  )
})

describe('rows with one cell more than there are names', () => {
  it('are refused where the first cells come again, as names of rows do not', () => {
    const shifted = "a,b\n1,'x,y'\n2,'x,z'\n1,'u,v'\n"
    expect(() => read(shifted)).toThrow(
      'line 2: expected comma-separated values, found Invalid Record Length: 3 cells, where the first row has 2 (the row begins with "1")',
    )
  })
})

describe('the name of a column', () => {
  it.each([
    ['y (kg)', '"y\n(kg)"'],
    ['y z', 'y  z'],
    ['y z', 'y\u00a0z'],
    ['caf\u00e9', 'cafe\u0301'],
  ])('%j is found as it is typed, written %j', (asked, written) => {
    expect(Object.values(read(`a,${written}\n1,2\n3,4`, [asked]))).toEqual([[2, 4]])
  })

  it('is not found where two are alike', () => {
    expect(() => read('y z,y  z\n1,2', ['y\u00a0z'])).toThrow('expected a column')
  })

  it('has a number where it comes again, unless it is asked for and could be either', () => {
    const text = 'a,a,a.1,y\n1,2,3,4\n5,6,7,8'
    const lines: string[] = []
    expect(read(text, ['y', 'a.2', '1'], { note: (line) => lines.push(line) })).toEqual({
      y: [4, 8],
      'a.2': [2, 6],
      a: [1, 5],
    })
    expect(lines.join('\n')).toContain('names that come again are taken for "a.2"')
    expect(() => read(text, ['y', 'a'])).toThrow('expected columns of different names, found "a" twice')
  })
})

it('a column whose name holds a comma is found in pieces, alone and among others', () => {
  const text = 'a,b,"Price, EUR"\n1,2,3\n4,5,6'
  expect(read(text, ['Price', 'EUR'])).toEqual({ 'Price, EUR': [3, 6] })
  expect(read(text, ['b', 'Price', 'EUR', 'a'])).toEqual({ b: [2, 5], 'Price, EUR': [3, 6], a: [1, 4] })
  expect(read(text, ['Price, EUR'])).toEqual({ 'Price, EUR': [3, 6] })
})

describe('whether the first row names the columns', () => {
  it.each([
    // A number that is asked for and could be no place of a column.
    ['2019,2020,2021\n4.5,2.8,8.9', ['2021'], { 2021: [8.9] }],
    // One that is asked for, above numbers that are not whole.
    ['0,1,2,3\n3.24,0.75,0.27,9.22', ['3'], { 3: [9.22] }],
    // Whole numbers above whole numbers are values.
    ['1,2\n2,4\n3,6', ['2'], { 2: [2, 4, 6] }],
    // Cells that come again in their column are values.
    ['low,red\nhigh,red\nlow,blue\nhigh,blue', ['2'], { 2: ['red', 'red', 'blue', 'blue'] }],
    ['p,s,s\ne,b,s\np,s,b', ['1'], { 1: ['p', 'e', 'p'] }],
    // Texts above numbers are names.
    ['size,size2\n1,2\n3,4', ['2'], { size2: [2, 4] }],
    // Names that are asked for are names.
    ['low,red\nlow,red', ['red'], { red: ['red'] }],
    // Decimal commas are no names.
    ['3,24;0,75\n6,51;0,36', ['2'], { 2: [0.75, 0.36] }],
  ])('%j with %j', (text, columns, expected) => {
    expect(read(text, columns)).toEqual(expected)
  })

  it('is stated where it is known', () => {
    expect(read('2019,2021\n4.5,8.9', ['2'], { header: false })).toEqual({ 2: [2021, 8.9] })
    expect(read('1,2\n2,4', ['2'], { header: true })).toEqual({ 2: [4] })
    expect(() => read('a,a\n1,2')).toThrow('--no-header')
  })

  it('is said in a line where it could be otherwise', () => {
    const lines: string[] = []
    const note = (line: string) => void lines.push(line)
    read('1,2\n2,4', [], { note })
    read('0,1\n2.5,4', ['1'], { note })
    read('a,b\n2,4', ['b'], { note })
    expect(lines).toEqual([
      expect.stringMatching(/^t\.csv: the first row \("1", "2"\) is read as values.*--header/),
      expect.stringMatching(/^t\.csv: the first row \("0", "1"\) is read as names.*--no-header/),
    ])
  })
})

it('what separates cells is what the lines have in common, whatever else is in them', () => {
  const cell = fc.constantFrom('1,5', '2 x', 'a', '3', '-7,25', 'b c')
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(';', '\t', '|'),
      (rows, delimiter) => {
        const text = [['k', 'l', 'm'], ...rows].map((row) => row.join(delimiter)).join('\n')
        const wanted = {
          columns: ['k', 'l', 'm'],
          others: false,
          kinds: new Map(['k', 'l', 'm'].map((name) => [name, 'text' as const])),
        }
        const table = parseTable({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }, {}, wanted)
        const found = rows.map((_, row) =>
          table.columns.map((column) => (column.kind === 'text' ? column.texts[column.codes[row]] : '')),
        )
        expect(found).toEqual(rows)
      },
    ),
  )
})

describe('names of columns that come again below, where files were put together', () => {
  const names = '"a, b",kind'
  const some = Array.from({ length: 40 }, (_, n) => `t${n % 9},${['x', 'y'][n % 2]}`)
  const whole = [names, ...some.slice(0, 15), names, ...some.slice(15), names, ''].join('\n')

  it.each([
    ['whole', undefined],
    ['in pieces', 64],
  ])('are no row, and a line says so: %s', (_, piece) => {
    const lines: string[] = []
    const bytes = new Uint8Array(Buffer.from(whole))
    const rest = {
      size: bytes.length,
      checked: 0,
      read: (begin: number, end: number) => bytes.slice(begin, end),
      ...(piece && { piece }),
    }
    const begin = bytes.slice(0, bytes.indexOf(10, 60) + 1)
    const source = { file: 't.csv', bytes: piece ? begin : bytes, ...(piece && { rest }) }
    const wanted = {
      columns: ['kind'],
      others: true,
      kinds: new Map(),
      note: (line: string) => lines.push(line),
    }
    const table = parseTable(source, {}, wanted)
    const [kind] = table.columns
    expect(kind.kind === 'text' && Array.from(kind.codes, (code) => kind.texts[code])).toEqual(
      some.map((row) => row.split(',')[1]),
    )
    // Lines are those of the file.
    expect([table.lines[14], table.lines[15]]).toEqual([16, 18])
    expect(lines).toEqual([
      't.csv: line 17 holds the names of columns again, and 1 more such line, and is left out',
    ])
  })

  it('are values where the table has no names', () => {
    const rows = ['a,x', 'b,y', 'a,x', 'b,y']
    expect(read(rows.join('\n'), ['2'], { header: false })).toEqual({ 2: ['x', 'y', 'x', 'y'] })
  })
})
