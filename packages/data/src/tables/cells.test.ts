import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { checkRows } from './cells.js'
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
