import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTable } from './parse-table.js'
import type { CellReading } from './table.js'

function read(text: string, how: CellReading & { columns?: string[] } = {}) {
  const { columns = [], ...reading } = how
  const wanted = { columns, others: columns.length === 0, kinds: new Map(), ...reading }
  return parseTable({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }, {}, wanted).columns
}

const numbers = (text: string, how?: CellReading) =>
  read(text, how).map((column) => (column.kind === 'number' ? [...column.values] : column.texts))

const quoted = (cell: string) => `"${cell}"`
const comma = (value: number) => value.toFixed(2).replace('.', ',')
const german = (value: number) =>
  value
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(?:\d{3})+,)/g, '.')

describe('a column of numbers', () => {
  it('is the same whatever the form it is written in, and whatever separates it', () => {
    const values = fc.array(
      fc.integer({ min: 1, max: 1e9 }).map((value) => value / 100),
      { minLength: 1, maxLength: 20 },
    )
    const form = fc.constantFrom<(value: number) => string>(
      (value) => value.toFixed(2),
      comma,
      german,
      (value) => `$${value.toFixed(2)}`,
      (value) => `${comma(value)} %`,
      (value) => `${value.toFixed(2)} mm`,
      (value) => `${german(value)} €`,
    )
    fc.assert(
      fc.property(values, form, fc.constantFrom(',', ';', '\t', '|'), (list, write, delimiter) => {
        // The last cell has decimals that no thousands could be.
        const cells = [...list, 1234567.25].map(write)
        const text =
          ['a', 'b'].join(delimiter) + cells.map((cell) => `\n${quoted(cell)}${delimiter}x`).join('')
        expect(numbers(text)[0]).toEqual([...list, 1234567.25])
      }),
    )
  })

  it.each([
    [
      'with a semicolon',
      'a;b\n3,24;0,75\n6,51;0,36',
      [
        [3.24, 6.51],
        [0.75, 0.36],
      ],
    ],
    [
      'without names',
      '3,24;0,75\n6,51;0,36',
      [
        [3.24, 6.51],
        [0.75, 0.36],
      ],
    ],
    [
      'with whole numbers among them',
      'a;b\n3,5;1\n6;2',
      [
        [3.5, 6],
        [1, 2],
      ],
    ],
    [
      'in one column alone',
      'a;b\n4.5;2,8\n9.2;2,3',
      [
        [4.5, 9.2],
        [2.8, 2.3],
      ],
    ],
    ['that cannot be thousands', 'a\n"0,250"\n"1,125"', [[0.25, 1.125]]],
  ])('takes commas for decimals %s', (_, text, expected) => {
    expect(numbers(text)).toEqual(expected)
  })

  it('decides what may be both by the other columns, and by what is stated', () => {
    const cells = '"2,415"\n"3,844"'.split('\n')
    const beside = (other: string) => `a;b\n${cells.map((cell) => `${cell};${other}`).join('\n')}`
    expect(numbers(beside('0.5'))[0]).toEqual([2415, 3844])
    expect(numbers(beside('0,5'))[0]).toEqual([2.415, 3.844])
    expect(numbers(beside('5'), { decimal: 'comma' })[0]).toEqual([2.415, 3.844])
    expect(numbers(beside('5'), { decimal: 'point' })[0]).toEqual([2415, 3844])
    const message = 't.csv, line 2, column "a": expected a number or date of one meaning, found "2,415"'
    expect(() => numbers(beside('5'))).toThrow(message)
    expect(() => numbers(beside('5'))).toThrow('--decimal comma')
  })

  it('takes a dot for thousands where others have decimal commas', () => {
    expect(numbers('a;b\n2.966;4,5\n12.020;9,2')[0]).toEqual([2966, 12020])
  })

  it('refuses decimal points where commas are stated', () => {
    expect(() => numbers('a\n3.24', { decimal: 'comma' })).toThrow(
      't.csv, line 2, column "a": expected a number with a decimal comma, found "3.24"',
    )
  })

  it('says in a line how it was read', () => {
    const lines: string[] = []
    numbers('a;b;c\n3,24;0,75;1\n6,51;0,36;2', { note: (line) => lines.push(line) })
    expect(lines).toEqual([
      't.csv: "a", "b" read as numbers: decimal commas (--categories takes them for kinds)',
    ])
  })
})

describe('three digits after each dot', () => {
  const notes = (cells: readonly string[]) => {
    const lines: string[] = []
    const [values] = numbers(`a\n${cells.join('\n')}`, { note: (line) => lines.push(line) })
    return { values, lines: lines.join('\n') }
  }

  it.each(['', ' kr', ' €'])(
    'may be thousands where smaller numbers have no dot: a line says so (%j)',
    (unit) => {
      const { values, lines } = notes([`999${unit}`, `1.100${unit}`, `12.250${unit}`])
      expect(values).toEqual([999, 1.1, 12.25])
      expect(lines).toContain(`1.100${unit} is read as 1.1; --decimal comma where its dot marks thousands`)
    },
  )

  it('are decimals where all have them, or one has another number of them', () => {
    expect(notes(['1.100', '12.250']).lines).toBe('')
    expect(notes(['999', '1.100', '12.25']).lines).toBe('')
  })
})

it('what is below 0 without a sign before it is said in a line', () => {
  const lines: string[] = []
  expect(numbers('a\n"1,234.50"\n(12.50)', { note: (line) => lines.push(line) })).toEqual([[1234.5, -12.5]])
  expect(lines.join('\n')).toContain('"a": "(12.50)" is read as -12.5')
})

describe('the odd cell of a column is named, wherever it stands', () => {
  const plain = ['1', '2', '3', '4', '5']
  it.each(['5more', '-', 'inf', '<0.1', '3,25,1', '5 mm', '12:30', '$7', '2b'])('%j among numbers', (odd) => {
    for (let place = 0; place <= plain.length; place++) {
      const cells = plain.toSpliced(place, 0, odd)
      const other = place === 0 ? 3 : 2
      const text = `a\n${cells.map(quoted).join('\n')}`
      expect(() => read(text)).toThrow(BadInput)
      expect(() => read(text)).toThrow(
        `t.csv, line ${place + 2}, column "a": expected a number as in line ${other}, found "${odd}"`,
      )
      expect(() => read(text)).toThrow('--categories a')
    }
  })

  it('a plain number among others with a unit', () => {
    expect(() => read('a\n5 mm\n7\n6 mm')).toThrow(
      'line 3, column "a": expected a number as in line 2, found "7"',
    )
    expect(() => read('a\n5 mm\n7 cm\n6 mm\n1 mm\n2 mm\n3 mm\n4 mm\n8 mm\n9 mm\n10 mm\n11 mm')).toThrow(
      'line 3, column "a": expected a number as in line 2, found "7 cm", where line 2 has "5 mm"',
    )
  })

  it('a date or a time in another form than those before it', () => {
    const written: readonly ((day: number) => string)[] = [
      (day) => `2024-05-${day}`,
      (day) => `${day}.5.2024`,
      (day) => `${day}/5/2024`,
      (day) => `5/${day}/2024`,
      (day) => `${day}/5/24`,
      (day) => `5/${day}/24`,
      (day) => `May ${day}, 2024`,
      (day) => `${day} May 2024`,
      (day) => `10:${day}`,
      (day) => `10:${day}:30`,
    ]
    const pair = fc.tuple(fc.nat(written.length - 1), fc.nat(written.length - 1)).filter(([a, b]) => a !== b)
    const days = fc.array(fc.integer({ min: 13, max: 28 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(pair, days, days, ([first, second], before, after) => {
        const cells = [...before.map(written[first]), ...after.map(written[second])]
        expect(() => read(`a\n${cells.map(quoted).join('\n')}`)).toThrow(
          `t.csv, line ${before.length + 2}, column "a": expected a date or time as in line 2, ` +
            `found "${cells[before.length]}", where line 2 has "${cells[0]}"`,
        )
      }),
    )
  })

  it('a date that may be two', () => {
    expect(() => read('a\n01/02/2024\n03/04/2024')).toThrow(
      'found "01/02/2024", which is dd/mm/yyyy or mm/dd/yyyy',
    )
    expect(() => read('a\n01/02/2024\n03/04/2024')).toThrow('--ignore a leaves it out')
    expect(numbers('a\n01/02/1970\n13/01/1970')).toEqual([[31, 12]])
  })
})

it('kinds that begin with numbers are texts still', () => {
  expect(numbers('a\n1st\n2nd\n3rd\n1st')).toEqual([['1st', '2nd', '3rd']])
  expect(numbers('a\nA4\nB5')).toEqual([['A4', 'B5']])
})

it('addresses are no numbers with thousands marked by dots, unless one of them is none', () => {
  const addresses = ['192.168.100.101', '192.168.100.102', '192.168.100.101']
  const text = (cells: readonly string[]) => `a,b\n${cells.map((cell) => `${cell},x`).join('\n')}`
  expect(read(text(addresses))[0]).toMatchObject({ kind: 'text', texts: addresses.slice(0, 2) })
  const amounts = ['192.168.100.101', '192.168.100.356']
  expect(numbers(text(amounts))[0]).toEqual([192168100101, 192168100356])
  const billions = ['1.000.000.000', '2.000.000.000']
  expect(numbers(text(billions))[0]).toEqual([1e9, 2e9])
  expect(numbers(text(addresses), { decimal: 'comma' })[0][0]).toBe(192168100101)
})

it('addresses say nothing of what marks decimals', () => {
  const beside = (host: (n: number) => string) =>
    `a,b\n${[1, 2, 3].map((n) => `${host(n)},"${n},234"`).join('\n')}`
  for (const host of [(n: number) => `host${n}`, (n: number) => `192.168.100.10${n}`])
    expect(() => read(beside(host))).toThrow('line 2, column "b": expected a number or date of one meaning')
})

describe('whole numbers that may be something else', () => {
  const notesOf = (cells: readonly string[]) => {
    const lines: string[] = []
    const [column] = numbers(`a,b\n${cells.map((cell) => `${cell},x`).join('\n')}`, {
      note: (line) => lines.push(line),
    })
    return { column, lines: lines.join('\n') }
  }

  it.each([
    ['12E3', 12000, ['12E3', '7', '13']],
    ['10e5', 1000000, ['12', '10e5', '45E17']],
    ['007', 7, ['007', '7', '42']],
    ['00', 0, ['12', '00', '100']],
  ])('codes are said to be read as numbers, the first by its line: %j', (code, value, cells) => {
    const { column, lines } = notesOf(cells)
    expect(column).toEqual(cells.map(Number))
    const line = cells.indexOf(code) + 2
    expect(lines).toContain(
      `t.csv: "a": "${code}" in line ${line} is read as the number ${value}: --categories`,
    )
  })

  it.each([
    ['powers of ten beside decimals', ['12E3', '1.5', '2.5E4']],
    ['powers as programs write them', ['1e+16', '1E-05', '12']],
    ['zeros', ['0', '10', '0']],
  ])('nothing is said of %s', (_, cells) => {
    expect(notesOf(cells).lines).toBe('')
  })

  const days = Array.from({ length: 12 }, (_, n) => `2023${String(n + 1).padStart(2, '0')}${10 + n}`)

  it('days of eight digits are read as dates, as with hyphens between them, and a line says so', () => {
    const { column, lines } = notesOf(days)
    const dashed = days.map((day) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`)
    expect(column).toEqual(notesOf(dashed).column)
    expect(lines).toContain('"a" read as numbers: dates yyyymmdd, in days since 1970-01-01')
  })

  it.each([
    ['one is no day', [...days, '20230230']],
    ['one is a time long gone', [...days, '99991231']],
    ['one has more digits', [...days, '202301011']],
    ['they are few', days.slice(0, 9)],
  ])('where %s they stay numbers', (_, cells) => {
    expect(notesOf(cells)).toEqual({ column: cells.map(Number), lines: '' })
  })
})
