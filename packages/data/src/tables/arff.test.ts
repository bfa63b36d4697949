import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { readArff } from './arff.js'
import { type TableOptions, tableSplit } from './table-split.js'

const file = 'weather.arff'
const HEAD = `% about the weather
@RELATION weather

@attribute outlook {sunny, 'over cast', "it's rainy"}
@ATTRIBUTE temperature real
@attribute 'is \\'windy\\'' {1, 0}
@attribute day date "yyyy-MM-dd"
@attribute play {no, yes}

@DATA
`
const ROWS = Array.from(
  { length: 40 },
  (_, n) =>
    `${['sunny', "'over cast'", "'it\\'s rainy'"][n % 3]}, ${n / 2},${n % 2} ,2024-01-${10 + (n % 9)}, ${n > 15 ? 'yes' : 'no'}`,
)

function read(text: string, asked: Partial<TableOptions> = {}) {
  const source = readArff({ file, bytes: new Uint8Array(Buffer.from(text)) })
  return tableSplit(source, { label: ['play'], scaling: 'none', ...asked }, 1, 0)
}

describe('a table of Weka', () => {
  it('has nominal attributes for kinds, numbers, and dates', () => {
    const { form, train } = read(HEAD + ROWS.join('\n'))
    expect(form.features.map(({ name, categories }) => [name, categories])).toEqual([
      ['outlook', ["it's rainy", 'over cast', 'sunny']],
      ['temperature', []],
      ["is 'windy'", ['0', '1']],
      ['day', []],
    ])
    expect(form.classes).toEqual(['no', 'yes'])
    expect([...train.features.subarray(7, 14)]).toEqual([0, 1, 0, 0.5, 0, 1, Date.UTC(2024, 0, 11) / 864e5])
  })

  it('misses what is a question mark, and names the line of the file', () => {
    const text = HEAD + ROWS.map((row, n) => (n === 4 ? row.replace(' 2,', ' ?,') : row)).join('\n% more\n\n')
    expect(() => read(text)).toThrow('weather.arff, line 23, column "temperature": expected a value')
    expect(read(text, { missing: 'drop' }).train.count).toBe(39)
  })

  it('has 0, or the first kind, where a row in braces says nothing', () => {
    const head = '@relation s\n@attribute a numeric\n@attribute b {x,y}\n@attribute c integer\n@data\n'
    const rows = Array.from({ length: 20 }, (_, n) => `{${n % 2 ? '1 y, ' : ''}2 ${n}}`)
    const { train, form } = read(head + rows.join('\n'), { label: ['c'] })
    expect(form.features.map(({ name, categories }) => [name, ...categories])).toEqual([
      ['a'],
      ['b', 'x', 'y'],
    ])
    expect([...train.features.subarray(0, 6)]).toEqual([0, 1, 0, 0, 0, 1])
  })

  it('learns a nominal label as classes, though they be numbers', () => {
    const head = '@relation s\n@attribute a numeric\n@attribute c {1,2,3,4}\n@data\n'
    const rows = Array.from({ length: 40 }, (_, n) => `${n},${(n % 4) + 1}`)
    expect(read(head + rows.join('\n'), { label: ['c'] }).form.classes).toEqual(['1', '2', '3', '4'])
  })

  it('has texts where it says so, numbers among them or not, and no kinds where each is another', () => {
    const head = '@relation s\n@attribute ticket string\n@attribute zip string\n@attribute c numeric\n@data\n'
    const rows = (texts: number) =>
      Array.from({ length: 40 }, (_, n) => `${n % texts ? n % texts : "'PC 17'"},0${n % 4},${n}.5`).join('\n')
    const { form } = read(head + rows(4), { label: ['c'] })
    expect(form.features.map(({ name, categories }) => [name, ...categories])).toEqual([
      ['ticket', '1', '2', '3', 'PC 17'],
      ['zip', '00', '01', '02', '03'],
    ])
    expect(() => read(head + rows(30), { label: ['c'] })).toThrow(
      'column "ticket": expected numbers, or kinds that come again, found 30 different texts in 40 rows',
    )
  })

  it.each([
    ['a,b\n1,2\n', 'line 1: expected @relation, @attribute or @data, found "a,b"'],
    ['@relation x\n', 'line 1: expected @data, found the end'],
    ['@relation x\n@data\n', 'line 2: expected @attribute before @data, found none'],
    ['@relation x\n@attribute a relational\n', 'line 2: expected numeric, {…}, string or date'],
    ['@relation x\n@attribute a\n', 'line 2: expected numeric, {…}, string or date, found ""'],
    [`${HEAD}sunny,1,1,2024-01-01\n`, 'line 11: expected 5 values, one for each attribute, found 4'],
    [`${HEAD}snowy,1,1,2024-01-01,no\n`, 'line 11, column "outlook": expected one of "sunny"'],
    [`${HEAD}sunny,warm,1,2024-01-01,no\n`, 'line 11, column "temperature": expected a number, found "warm"'],
    [`${HEAD}sunny,1,1,'2024,no\n`, 'line 11: expected values with commas between them'],
    [`${HEAD}{7 1}\n`, 'line 11: expected numbers of attributes below 5'],
    [`${HEAD}{0 sunny, 0 sunny}\n`, 'line 11: expected numbers of attributes below 5, each once'],
    [`${HEAD}{0 sunny\n`, 'line 11: expected a row in braces'],
  ])('refuses %j', (text, message) => {
    const reading = () => readArff({ file, bytes: new Uint8Array(Buffer.from(text)) })
    expect(reading).toThrow(BadInput)
    expect(reading).toThrow(`${file}, ${message}`)
  })
})
