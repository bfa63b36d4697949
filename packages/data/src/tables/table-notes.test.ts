import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TableOptions, tableSplit } from './table-split.js'

function split(text: string, options: Partial<TableOptions> = {}) {
  const lines: string[] = []
  const source = { file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }
  const whole = tableSplit(source, { label: ['y'], note: (line) => lines.push(line), ...options }, 1, 0.2)
  return { ...whole, lines: lines.join('\n') }
}

const table = (names: string, row: (n: number) => string, rows = 60) =>
  `${names}\n${Array.from({ length: rows }, (_, n) => row(n)).join('\n')}`
const x = (n: number) => ((n * 7) % 61) / 8

describe('the number of the row', () => {
  it.each(['', 'Unnamed: 0'])('is left out where it has no name but %j, and said', (name) => {
    const text = (first: string) => table(`${first}x,y`, (n) => `${first && `${n},`}${x(n)},${n % 3}`)
    const { form, lines, train } = split(text(`${name},`))
    expect(lines).toContain('column 1, which has no name, counts the rows, and is left out')
    expect(form.features.map(({ name: found }) => found)).toEqual(['x'])
    expect(train.features).toEqual(split(text('')).train.features)
  })

  it('is left out of a table without names; it stays where it is all there is, is asked for, or has a name', () => {
    const rows = (row: (n: number) => string) => table('', row).trim()
    expect(
      split(
        rows((n) => `${n + 1},${x(n)},${n % 3}`),
        { label: ['3'] },
      ).form.features.map(({ name }) => name),
    ).toEqual(['2'])
    expect(
      split(
        rows((n) => `${n + 1},${n / 2}`),
        { label: ['2'] },
      ).form.features.length,
    ).toBe(1)
    const asked = split(
      table(',x,y', (n) => `${n},${x(n)},${n % 3}`),
      { features: ['1', 'x'] },
    )
    expect(asked.form.features.length).toBe(2)
    const called = split(table('id,x,y', (n) => `${(n * 7) % 60},${x(n)},${n % 3}`))
    expect(called.form.features.length).toBe(2)
    expect(called.lines).toContain('"id" may be the number of the row')
    expect(called.lines).toContain('--ignore id')
  })
})

describe('the names of rows', () => {
  const without = split(table('x,y', (n) => `${x(n)},${n % 3}`))
  // As R writes them; of rows that were left out or shuffled, as pandas writes them; and codes.
  const ways: readonly [what: string, (n: number) => string | number][] = [
    ['texts', (n) => `"Mazda ${n}"`],
    ['numbers with gaps', (n) => 3 * n],
    ['numbers in any order', (n) => (n * 1237) % 6151],
    ['codes', (n) => `17-0${n + 100}`],
    ['numbers and texts', (n) => (n % 2 ? n : `row ${n}`)],
  ]
  it.each(ways)('are left out where the column has no name: %s', (_, name) => {
    for (const called of ['', 'Unnamed: 0', '__index_level_0__']) {
      const { form, lines, train } = split(table(`${called},x,y`, (n) => `${name(n)},${x(n)},${n % 3}`))
      expect(lines).toContain('column 1, which has no name, names the rows, each by another, and is left out')
      expect(form.features.map(({ name: found }) => found)).toEqual(['x'])
      expect(train.features).toEqual(without.train.features)
    }
  })

  it.each([
    ['a text comes again', ',x,y', (n: number) => `k${n % 4}`],
    ['a number comes again', ',x,y', (n: number) => n - (n % 2)],
    ['they are measured', ',x,y', (n: number) => n / 7],
    ['they are dates', ',x,y', (n: number) => `2024-05-${(n % 31) + 1} ${n % 24}:00`],
    ['the column has a name', 'id,x,y', (n: number) => 3 * n],
  ])('are none where %s', (_, names, name) => {
    const { form, lines } = split(table(names, (n) => `${name(n)},${x(n)},${n % 3}`))
    expect(form.features.length).toBe(2)
    expect(lines).not.toContain('names the rows')
  })

  it('are taken where they are asked for, or all there is', () => {
    const text = table(',x,y', (n) => `${3 * n},${x(n)},${n % 3}`)
    expect(split(text, { features: ['1', 'x'] }).form.features.length).toBe(2)
    expect(split(text, { ignore: ['x'] }).form.features.map(({ name }) => name)).toEqual(['1'])
  })
})

describe('a column of identifiers', () => {
  it.each(['id', 'user_id', 'ID', 'customerId', 'PassengerID', 'tweet id'])(
    'is named by what it is called: %s',
    (name) => {
      const { lines, form } = split(table(`${name},x,y`, (n) => `${(n * 1237) % 6151},${x(n)},${n % 3}`))
      expect(lines).toContain(`"${name}" may name the rows: whole numbers, another in each; --ignore`)
      expect(form.features.length).toBe(2)
    },
  )

  it.each([
    ['width', (n: number) => (n * 1237) % 6151],
    ['grid', (n: number) => (n * 1237) % 6151],
    ['id', (n: number) => n % 7],
    ['id', (n: number) => `${n}.5`],
  ])('is none: %s', (name, cell) => {
    expect(split(table(`${name},x,y`, (n) => `${cell(n)},${x(n)},${n % 3}`)).lines).not.toContain('may name')
  })
})

describe('columns without a name and without values', () => {
  const without = split(table('x,z,y', (n) => `${x(n)},${n % 7},${n % 3}`))
  it.each([
    ['||', (text: string) => text.replaceAll(',', '||')],
    [',,', (text: string) => text.replaceAll(',', ',,')],
    ['Markdown', (text: string) => text.replace('\n', '\n---,---,---\n').replaceAll(/^|,|$/gm, ' | ')],
  ])('are left out: of %s', (_, write) => {
    const { form, train, lines } = split(write(table('x,z,y', (n) => `${x(n)},${n % 7},${n % 3}`)))
    expect(form.features.map(({ name }) => name)).toEqual(['x', 'z'])
    expect(train.features).toEqual(without.train.features)
    expect(lines).toContain('has no value in any row, and is left out')
  })

  it('are refused where one value is there', () => {
    const text = table('x,,y', (n) => `${x(n)},${n === 50 ? 4 : ''},${n % 3}`)
    expect(() => split(text)).toThrow('line 2, column "2": expected a value, found ""')
  })
})

describe('the task', () => {
  it.each([
    ['regress', (n: number) => `${n / 4}`, 'not all of its numbers are whole'],
    ['regress', (n: number) => `${2 * n}`, 'it holds 60 different whole numbers in 60 rows'],
    ['regress', (n: number) => `${n % 26}`, 'it holds 26 different whole numbers in 60 rows'],
    ['regress', (n: number) => `"${n % 9},0"`, 'its numbers are written as amounts'],
    ['regress', (n: number) => `${n % 9}.0`, 'its numbers are written with decimals'],
    ['classify', (n: number) => `${n % 3}`, 'it holds 3 different whole numbers in 60 rows'],
    ['classify', (n: number) => `${n % 2}.0`, 'it holds 2 different whole numbers in 60 rows'],
  ] as const)('%s is said with its reason, and the flag', (task, label, reason) => {
    const { form, lines } = split(table('x,y', (n) => `${x(n)},${label(n)}`))
    expect(form.task).toBe(task)
    expect(lines).toContain(`for ${reason}`)
    expect(lines).toContain('--task')
  })

  it('is not spoken of where it is stated, or the label is a text', () => {
    expect(
      split(
        table('x,y', (n) => `${x(n)},${n % 3}`),
        { task: 'classify' },
      ).lines,
    ).not.toContain('--task')
    expect(split(table('x,y', (n) => `${x(n)},k${n % 3}`)).lines).not.toContain('--task')
  })
})

describe('texts of which nearly each row has another', () => {
  const names = table('name,x,y', (n) => `person ${n},${x(n)},${n % 2 ? 'a' : 'b'}`)

  it('are no kinds unless that is said', () => {
    expect(() => split(names)).toThrow(BadInput)
    expect(() => split(names)).toThrow(
      't.csv, line 2, column "name": expected numbers, or kinds that come again, found 60 different texts in 60 rows, such as "person 0" (--ignore name',
    )
    expect(split(names, { categories: ['name'] }).train.inputs).toBe(61)
    expect(split(names, { ignore: ['name'] }).train.inputs).toBe(1)
    expect(split(names, { features: ['x'] }).train.inputs).toBe(1)
  })

  it('are refused all at once, with the one flag that leaves them out', () => {
    const three = table(
      '"last name",x,street,"city, state",y',
      (n) => `l${n} z,${x(n)},street ${n} b,c${n} d,${n % 2 ? 'a' : 'b'}`,
    )
    const ignore = "'last name,street,city, state'"
    expect(() => split(three)).toThrow(
      `such as "l0 z"; so in "street", "city, state" (--ignore ${ignore} leaves them out; --categories takes each for a kind)`,
    )
    expect(split(three, { ignore: ['last name', 'street', 'city', 'state'] }).train.inputs).toBe(1)
  })

  it('are the names of pictures, of which no number is made', () => {
    const pictures = table('image,x,y', (n) => `${1000 + n}.png,${x(n)},${n % 2 ? 'a' : 'b'}`)
    expect(() => split(pictures)).toThrow('such as "1000.png" (--ignore image')
    expect(() => split(pictures)).toThrow('pictures are learned from in a folder for each class')
  })

  it('are no classes unless that is said', () => {
    const label = table('x,y', (n) => `${x(n)},thing ${n % 50}`)
    expect(() => split(label)).toThrow(
      'expected numbers, or classes that come again, found 50 different texts in 60 rows',
    )
    expect(split(label, { task: 'classify' }).form.classes.length).toBe(50)
  })
})

describe('what one value decides', () => {
  it('one target that spans the range is named with its line', () => {
    const { lines } = split(table('x,y', (n) => `${x(n)},${n === 7 ? 1e6 : n / 3}`))
    expect(lines).toContain('"y" is 1000000 in line 9, far from all others: it alone spans the range')
    expect(split(table('x,y', (n) => `${x(n)},${n / 3}`)).lines).not.toContain('far from all others')
  })

  it.each([-999, -9999, 99, 999999])('nines that stand for a missing value are named, %d', (code) => {
    const some = (n: number) => (n % 20 === 3 ? code : n / 7)
    const note = `is ${code} in 3 of 60 rows, far from all others: --na-values ${code} --missing mean takes it`
    expect(split(table('a,y', (n) => `${some(n)},${n / 3}`)).lines).toContain(`"a" ${note}`)
    expect(split(table('a,y', (n) => `${x(n)},${some(n)}`)).lines).toContain(`"y" ${note}`)
    const said = { missing: 'mean', naValues: [String(code)] } as const
    expect(
      split(
        table('a,y', (n) => `${some(n)},${n / 3}`),
        said,
      ).lines,
    ).not.toContain('far from all others')
  })

  it('other numbers that come again are none, and nines among others', () => {
    const lines = (some: (n: number) => number) => split(table('a,y', (n) => `${some(n)},${n / 3}`)).lines
    expect(lines((n) => (n % 20 === 3 ? -998 : n / 7))).not.toContain('--na-values')
    expect(lines((n) => 9 * n)).not.toContain('--na-values')
    expect(lines((n) => (n % 20 === 3 ? 99 : 90 + n / 7))).not.toContain('--na-values')
  })

  it('a column that is the same in all rows has no effect later, whatever is in it', () => {
    const { form, lines, train } = split(table('c,x,y', (n) => `6e24,${x(n)},${n / 3}`))
    expect(lines).toContain('"c" is the same in all rows')
    expect(train.features.filter((_, at) => at % 2 === 0).every((value) => value === 0)).toBe(true)
    expect(form.scaling.features.divisors[0]).toBeGreaterThan(1e200)
  })

  it('one class in nearly all rows is said', () => {
    const { lines } = split(table('x,y', (n) => `${x(n)},${n % 20 ? 'no' : 'yes'}`))
    expect(lines).toContain('"y" is "no" in 95.0 % of the rows')
  })
})

it('numbers of any scale are learned as their multiples are', () => {
  const numbers = fc.array(
    fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 })),
    { minLength: 12, maxLength: 30 },
  )
  const power = fc.integer({ min: -33, max: 25 })
  fc.assert(
    fc.property(numbers, power, power, (rows, ofX, ofY) => {
      fc.pre(new Set(rows.map(([a]) => a)).size > 8 && new Set(rows.map(([, b]) => b)).size > 1)
      const written = (px: number, py: number) =>
        `x,y\n${rows.map(([a, b]) => `${a}e${px},${b}e${py}`).join('\n')}`
      const [one, other] = [
        split(written(0, 0), { task: 'regress' }),
        split(written(ofX, ofY), { task: 'regress' }),
      ]
      for (const part of ['train', 'test'] as const) {
        expect(other[part].count).toBe(one[part].count)
        for (const [at, value] of other[part].features.entries())
          expect(value).toBeCloseTo(one[part].features[at], 4)
        for (const [at, value] of (other[part].targets ?? []).entries()) {
          expect(value).toBeCloseTo(one[part].targets?.[at] ?? Number.NaN, 4)
        }
      }
    }),
    { numRuns: 60 },
  )
})
