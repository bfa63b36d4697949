import { describe, expect, it } from 'vitest'
import { rowsOf } from './table.js'
import { layoutOf } from './table-layout.js'

const ROWS = Array.from({ length: 30 }, (_, n) => `n${n % 7},${n},${n % 5}`).join('\n')
const TEXT = `name,price,qty\n${ROWS}\n`

function read(text: string, large = false) {
  const file = 't.csv'
  const bytes = new Uint8Array(Buffer.from(text))
  const rest = {
    size: bytes.length,
    read: (begin: number, end: number) => bytes.subarray(begin, end),
    checked: bytes.length,
  }
  const layout = layoutOf(
    { file, bytes: large ? bytes.subarray(0, 100) : bytes, ...(large && { rest }) },
    {},
    [],
  )
  const rows = rowsOf(layout)
  let count = 0
  let cells: string[] = []
  while (rows.next()) {
    count++
    cells = Array.from({ length: rows.count }, (_, cell) => rows.text(cell))
  }
  return { count, notes: layout.notes.join('\n'), cells }
}

describe('what comes after a table', () => {
  it.each([
    ['Source: World Bank\n', 'Source: World Bank'],
    ['\n"Source: World Bank, 2020",,\n\n', 'Source: World Bank, 2020'],
    ['* provisional,,\n** estimated,,\n', '* provisional'],
    ['"Grand Total: 6,634",,,\nPage -1 of 1,,,\n', 'Grand Total: 6,634'],
    ['Total,435,60\n', 'Total'],
    [',435,Summe\n', 'Summe'],
    ['\n(30 rows affected)\n', '(30 rows affected)'],
    ['(30 rows)\n\n', '(30 rows)'],
    ['Printed on the first of May\n', 'Printed on the first of May'],
    ['-----,-----,---\nИтого,435,60', '-----'],
  ])('is left out, with a line: %j', (footer, shown) => {
    for (const large of [false, true]) {
      const { count, notes } = read(TEXT + footer, large)
      expect(count).toBe(30)
      expect(notes).toContain('t.csv: what comes after the rows is left out: ')
      expect(notes).toContain(shown === '-----' ? 'Итого' : shown)
    }
  })

  it.each(['\x1a', '\r\n\x1a'])('is left out where it is no text: %j', (footer) => {
    expect(read(TEXT + footer)).toMatchObject({ count: 30, notes: '' })
  })

  it('is left out where it stands behind the last cell', () => {
    for (const large of [false, true]) {
      const { cells, notes } = read(`${TEXT.slice(0, -1)}\x1a`, large)
      expect([cells, notes]).toEqual([['n1', '29', '4'], ''])
    }
  })

  it.each([
    ['a row as others', 'n8,4,5\n'],
    ['a row of which little is known', 'n8,,\n'],
    ['a number alone', ',,7\n'],
    ['a kind that comes again', 'Total,1,2\nn1,3,4\nTotal,1,2\n'],
    ['numbers cut off', '3,4\n'],
    ['a text of several lines', 'n1,"2\nSource: x",3\n'],
  ])('stays where it may be a row: %s', (_, row) => {
    const before = read(TEXT).count
    const { count, notes } = read(TEXT + row)
    expect(count).toBe(before + (row.startsWith('Total') ? 3 : 1))
    expect(notes).toBe('')
  })
})

describe('a line below the names', () => {
  it.each(['----,-----,---', '====,=====,===', ':--,--:,:-:', '-----+-----+---'])('is no row: %j', (rule) => {
    expect(read(TEXT.replace('\n', `\n${rule}\n`))).toMatchObject({ count: 30, notes: '' })
  })
})
