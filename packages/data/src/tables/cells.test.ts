import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { checkRows, detectDelimiter } from './cells.js'
import { Rows } from './rows.js'
import { tableSplit } from './table-split.js'

const FILE = 'long.csv'

/** So many times this text. */
function repeated(text: string, times: number): Uint8Array {
  return new Uint8Array(Buffer.alloc(text.length * times, text))
}

describe('the rows of a table', () => {
  it('are ten million at most: more are refused within a second, before they are read', () => {
    const bytes = repeated('1\n', 1e7 + 1)
    const began = process.cpuUsage()
    const read = () => tableSplit({ file: FILE, bytes }, { label: ['1'] }, 1, 0.3)
    expect(read).toThrow(BadInput)
    expect(process.cpuUsage(began).user).toBeLessThan(1e6)
    expect(read).toThrow(/^long\.csv, line 10000001: expected at most 10000000 rows, found more$/)
  })

  it.each([
    ['1\n', 1e7, true],
    ['1\r\n', 1e7 + 1, false],
    ['1\r', 1e7 + 1, false],
    // A line within quotation marks ends no row, and an empty one is none.
    ['"\n"\n', 6e6, true],
    ['1\r\n\r\n', 6e6, true],
  ])('are counted as they are read: %j, %d times', (row, times, fits) => {
    const check = () => checkRows({ file: FILE, bytes: repeated(row, times) }, ',')
    if (fits) expect(check).not.toThrow()
    else expect(check).toThrow(`at most 10000000 rows, found more`)
  })
})

describe('what separates cells', () => {
  it.each([
    ['a,b\n1,2\n', ',', ['1', '2']],
    ['a\tb c\n1\t2 3\n', '\t', ['1', '2 3']],
    ['several tabs', ' ', ['1', '2', '3'], 'a\tb\tc\n1\t2\t\t3\n4\t\t5\t6\n7\t8\t9\n'],
    ['as many tabs as it takes', ' ', ['1', '2', '3'], 'a\tb\t\tc\n1\t2\t\t3\n4\t\t5\t6\n7\t\t8\t9\n'],
    ['an empty column between tabs', '\t', ['1', '', '3'], 'a\tb\tc\n1\t\t3\n4\t\t6\n'],
    ['spaces and tabs', ' ', ['1', '2', '3'], 'a  b\tc\n1 \t2   3\n 4\t5  6 \n'],
    [
      'columns set out by spaces, and a tab',
      ' ',
      ['18.0', '8', 'a name'],
      '18.0   8\t"a name"\n15.0   9\t"b c"\n',
    ],
    ['a value that is missing between tabs', '\t', ['1', '', '3'], 'a\tb\tc\n1\t\t3\n4\t5\t6\n'],
    ['two colons', '::', ['1', 'Up, up: away', 'x|y'], '1::Up, up: away::x|y\n2::Down::x\n3::In, out::y\n'],
    [
      'two colons, and a comma in each text',
      '::',
      ['1', 'Film, The', 'x'],
      '1::Film, The::x\n2::Play, A::x\n',
    ],
    ['tabs behind the last cells alone', ',', ['1', '2'], 'a,b\t\n1,2\t\n3,4\t\n'],
    ['empty cells behind the last tabs', '\t', ['1', '2', ''], 'a\tb\tc\n1\t2\t\n3\t4\t\n'],
    ['commas beside two colons', ',', ['std::max', '1'], 'std::max,1\nstd::min,2\n'],
  ])('is seen: %s', (form, delimiter, cells, text = form) => {
    const bytes = new TextEncoder().encode(text)
    expect(detectDelimiter({ bytes })).toBe(delimiter)
    const rows = new Rows({ file: FILE, bytes }, delimiter as ',')
    rows.next()
    if (text.startsWith('a')) rows.next()
    expect(Array.from({ length: rows.count }, (_, cell) => rows.text(cell))).toEqual(cells)
  })
})
