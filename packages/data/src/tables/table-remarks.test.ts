import { describe, expect, it } from 'vitest'
import { layoutOf } from './table-layout.js'
import { tableSplit } from './table-split.js'

const encode = (text: string) => ({ file: 't.csv', bytes: new TextEncoder().encode(text) })
const ROWS = Array.from({ length: 30 }, (_, n) => [n / 4, (n * 7) % 11, n % 3])

describe('lines above a table', () => {
  it.each(['; made by x', '% made by é, version 2\n%', '! one\n! two', '// made by x', ';made by x;'])(
    '%j is left out, whatever separates cells and with names or without',
    (remark) => {
      for (const delimiter of [',', '\t', '|']) {
        for (const [names, asked] of [
          [['a', 'b', 'y'], 'y'],
          [[], '3'],
        ] as const) {
          const rows = [...(names.length > 0 ? [names] : []), ...ROWS].map((row) => row.join(delimiter))
          const plain = tableSplit(encode(rows.join('\n')), { label: [asked] }, 1, 0.2)
          const remarked = tableSplit(encode(`${remark}\n${rows.join('\n')}`), { label: [asked] }, 1, 0.2)
          expect(remarked, delimiter).toEqual(plain)
        }
      }
    },
  )

  it.each(['%,a,y', '% fat,b,y', ';a;y', '!,b,y'])('%j is a row of names', (names) => {
    const delimiter = names.includes(',') ? ',' : ';'
    const rows = ROWS.map((row) => row.join(delimiter)).join('\n')
    expect(layoutOf(encode(`${names}\n${rows}`), {}, ['y']).names).toHaveLength(3)
  })
})

describe('a first row that counts what comes', () => {
  it.each(['30,2,one,two,three', '150,2,one,two,three', '30,2,one,two,three,four'])(
    '%s is left out',
    (first) => {
      const text = ROWS.map((row) => row.join(',')).join('\n')
      const { names, before, header } = layoutOf(encode(`${first}\n${text}`), {}, ['3'])
      expect({ names, before, header }).toEqual({ names: ['1', '2', '3'], before: 1, header: false })
      const plain = tableSplit(encode(text), { label: ['3'] }, 1, 0.2)
      const counted = tableSplit(encode(`${first}\n${text}`), { label: ['3'] }, 1, 0.2)
      expect(counted.train.features).toEqual(plain.train.features)
      // A model keeps that there are no names: its tables may begin with counts or not.
      expect(layoutOf(encode(`${first}\n${text}`), counted.form, []).before).toBe(1)
    },
  )

  it.each(['30,2,one', '30,3,one,two,three', '29,2,one,two,three', 'a,2,one'])('%s is none', (first) => {
    const text = ROWS.map((row) => row.join(',')).join('\n')
    expect(layoutOf(encode(`${first}\n${text}`), {}, ['3']).before).toBe(0)
  })
})
