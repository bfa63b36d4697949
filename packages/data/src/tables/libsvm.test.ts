import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { checkText } from '../formats/table-bytes.js'
import { readLibsvm } from './libsvm.js'
import { type TableOptions, tableSplit } from './table-split.js'

const file = 'heart.libsvm'
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

function read(text: string, asked: Partial<TableOptions> = {}) {
  const source = readLibsvm({ file, bytes: bytesOf(text) })
  return tableSplit(source, { label: ['label'], scaling: 'none', ...asked }, 1, 0)
}

const ROWS = Array.from(
  { length: 20 },
  (_, n) => `${n % 2 ? '+1' : '-1'} 1:${n / 4} ${n % 3 ? '' : '4:-1e-2 '}# ${n}`,
)

describe('a table of LIBSVM', () => {
  it('has columns by their numbers, and 0 where a row says nothing', () => {
    const { form, train } = read(`${ROWS.join('\n')}\n\n`)
    expect(form.classes).toEqual(['-1', '1'])
    expect(form.features.map(({ name }) => name)).toEqual(['x1', 'x2', 'x3', 'x4'])
    expect([...train.features.subarray(0, 8)]).toEqual([0, 0, 0, Math.fround(-0.01), 0.25, 0, 0, 0])
  })

  it('may number columns from 0, have queries, and numbers to learn', () => {
    const rows = Array.from({ length: 20 }, (_, n) => `${n / 8} qid:${n % 2} 0:${n} 2:1`)
    const { form, train } = read(rows.join('\r\n'))
    expect([form.task, form.features.map(({ name }) => name)]).toEqual(['regress', ['qid', 'x0', 'x1', 'x2']])
    expect([...train.features.subarray(4, 8)]).toEqual([1, 1, 0, 1])
  })

  it('has the columns of a model that it does not name', () => {
    const source = readLibsvm({ file, bytes: bytesOf('1:2\n2:1\n') }, ['x1', 'x5'])
    const text = new TextDecoder().decode(source.bytes)
    expect(text).toBe('"label","x1","x2","x3","x4","x5"\n,2,0,0,0,0\n,0,1,0,0,0\n')
  })

  it.each([
    [
      '1 2:3 1:4\n',
      'line 1: expected numbers of columns in rising order, with values, such as 3:0.5, found "1:4"',
    ],
    ['1 1:x\n', 'line 1: expected numbers of columns'],
    ['\n1 a:1\n', 'line 2: expected numbers of columns'],
    ['1 1:1 qid:3\n', 'line 1: expected numbers of columns'],
    ['1 99999999:1\n', 'line 1: expected at most 65536 columns, found 99999999'],
    ['1\n-1\n', 'line 1: expected values such as 3:0.5, found none'],
  ])('refuses %j', (text, message) => {
    const reading = () => readLibsvm({ file, bytes: bytesOf(text) })
    expect(reading).toThrow(BadInput)
    expect(reading).toThrow(`${file}, ${message}`)
  })

  it('is known by its rows where it is called a text, and times of day are not', () => {
    const check = (text: string) => () => checkText({ file: 't.txt', bytes: bytesOf(text) })
    expect(check(ROWS.map((row) => `${row.split('#')[0]} 9:1`).join('\n'))).toThrow(
      'rows of LIBSVM: call it .libsvm',
    )
    expect(check('1 3:0.5 7:1')).toThrow('call it .libsvm')
    expect(check('1 12:30 13:45\n2 14:30 15:45\n')).not.toThrow()
    expect(check('a b c\n1 3:05 7:10\n')).not.toThrow()
  })
})
