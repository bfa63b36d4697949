import { BadInput, type Dataset, UsageError } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { splitValidation } from '../validation.js'
import { invertTargets } from './scaling.js'
import { tableDataset, tableFeatures } from './table-dataset.js'
import { type TableOptions, tableSplit } from './table-split.js'

const csv = (text: string) => ({ file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) })

/** Sixty flowers: two lengths, a colour, a kind that follows from them. */
const flowers = [
  'length,width,colour,kind',
  ...Array.from({ length: 60 }, (_, n) => {
    const kind = n % 3
    return `${(kind * 2 + (n % 7) / 10).toFixed(1)},${n},${['red', 'blue', 'white'][n % 2]},${['rose', 'lily', '"aster, blue"'][kind]}`
  }),
].join('\n')

/** The mean of one input over a part. */
function mean({ features, inputs, count }: Dataset, input: number): number {
  let sum = 0
  for (let row = 0; row < count; row++) sum += features[row * inputs + input]
  return sum / count
}

function split(text: string, options: Partial<TableOptions> & { label: string[] }, seed = 1) {
  return tableSplit(csv(text), options, seed, 0.2)
}

describe('tableSplit, to classify', () => {
  const { train, test, form } = split(flowers, { label: ['kind'] })

  it('makes a Dataset of 4 inputs and 3 classes in each part, in proportion', () => {
    expect([train.count, test.count, train.inputs, train.outputs]).toEqual([48, 12, 4, 3])
    expect(train.classes).toEqual(['aster, blue', 'lily', 'rose'])
    expect(form.features).toEqual([
      { name: 'length', categories: [] },
      { name: 'width', categories: [] },
      { name: 'colour', categories: ['blue', 'red'] },
    ])
    for (const label of [0, 1, 2]) expect(test.labels?.filter((each) => each === label).length).toBe(4)
    expect(train.features).toBeInstanceOf(Float32Array)
    expect(train.features.length).toBe(48 * 4)
  })

  it('learns the scaling on the training part alone, and leaves categories 0 and 1', () => {
    for (const input of [0, 1]) {
      expect(mean(train, input)).toBeCloseTo(0, 5)
    }
    expect(Math.abs(mean(test, 1))).toBeGreaterThan(1e-3)
    expect(new Set(test.features.filter((_, at) => at % 4 > 1))).toEqual(new Set([0, 1]))
  })

  it('keeps the features of a row with its label', () => {
    for (const part of [train, test]) {
      for (let row = 0; row < part.count; row++) {
        const width =
          part.features[row * 4 + 1] * form.scaling.features.divisors[1] + form.scaling.features.offsets[1]
        expect(part.classes[part.labels?.[row] ?? -1]).toBe(
          ['rose', 'lily', 'aster, blue'][Math.round(width) % 3],
        )
      }
    }
  })

  it('depends on the seed alone', () => {
    expect(split(flowers, { label: ['kind'] })).toEqual({ train, test, form })
    expect(split(flowers, { label: ['kind'] }, 2).test.features).not.toEqual(test.features)
  })

  it('takes the label by its number too, and the features asked for', () => {
    expect(split(flowers, { label: ['4'] }).form).toEqual(form)
    expect(split(flowers, { label: ['kind'], features: ['width'] }).form.features).toEqual([
      { name: 'width', categories: [] },
    ])
  })

  it('keeps equal rows in one part', () => {
    const rows = Array.from({ length: 100 }, (_, n) => `${n % 20},${n % 2 ? 'a' : 'b'}`)
    const parts = split(`x,y\n${rows.join('\n')}`, { label: ['y'] })
    const seen = new Set(parts.train.features)
    expect(parts.test.features.some((value) => seen.has(value))).toBe(false)
    expect(parts.train.count + parts.test.count).toBe(100)
  })

  it('orders classes that are numbers by value, whatever they look like', () => {
    const rows = Array.from({ length: 40 }, (_, n) => `${n},${[10, 9, '2.0', 1][n % 4]}`)
    expect(split(`x,y\n${rows.join('\n')}`, { label: ['y'] }).form.classes).toEqual(['1', '2', '9', '10'])
  })
})

describe('tableSplit, to regress', () => {
  const rows = Array.from({ length: 50 }, (_, n) => `${n},${2 * n + 0.5},${-n}`)
  const text = `x,y,z\n${rows.join('\n')}`

  it('brings the targets of the training part to the range from 0.1 to 0.9, and back', () => {
    const { train, test, form } = split(text, { label: ['y', 'z'] })
    expect([train.inputs, train.outputs, train.classes, form.task]).toEqual([1, 2, [], 'regress'])
    expect('labels' in train).toBe(false)
    const sorted = train.targets?.toSorted() ?? []
    expect([sorted[0], sorted.at(-1)]).toEqual([Math.fround(0.1), Math.fround(0.9)])
    const { targets, features } = form.scaling
    const back = targets ? invertTargets(test.targets ?? [], targets) : []
    for (let row = 0; row < test.count; row++) {
      const x = test.features[row] * features.divisors[0] + features.offsets[0]
      expect(back[2 * row]).toBeCloseTo(2 * x + 0.5, 3)
      expect(back[2 * row + 1]).toBeCloseTo(-x, 3)
    }
  })

  it('learns the range on the training part alone: test targets may lie beyond it', () => {
    let beyond = 0
    for (let seed = 1; seed <= 20; seed++) {
      const { train, test } = split(text, { label: ['y'] }, seed)
      expect(Math.max(...(train.targets ?? []))).toBe(Math.fround(0.9))
      if (Math.max(...(test.targets ?? [])) > Math.fround(0.9)) beyond++
    }
    expect(beyond).toBeGreaterThan(0)
  })

  it('is chosen for numbers that are not whole or more than 20, unless stated otherwise', () => {
    expect(split(text, { label: ['y'] }).form.task).toBe('regress')
    expect(split(text, { label: ['x'] }).form.task).toBe('regress')
    const many = `x,y\n${rows.map((_, n) => `${n},${n % 25}`).join('\n')}`
    expect(split(many, { label: ['y'] }).form.task).toBe('regress')
    expect(split(many, { label: ['y'], task: 'classify' }).form.classes.length).toBe(25)
    const few = `x,y\n${rows.map((_, n) => `${n},${n % 20}`).join('\n')}`
    expect(split(few, { label: ['y'] }).form.task).toBe('classify')
    expect(split(few, { label: ['y'], task: 'regress' }).form.task).toBe('regress')
    expect(split(few, { label: ['y'], categories: ['y'] }).form.task).toBe('classify')
  })
})

describe('tableSplit refuses', () => {
  const cases: [string, string, Partial<TableOptions> & { label: string[] }, string][] = [
    [
      'one class',
      'x,y\n1,a\n2,a',
      { label: ['y'] },
      't.csv, line 2, column "y": expected two classes or more, found "a" alone',
    ],
    [
      'a label alone',
      'y\na\nb',
      { label: ['y'] },
      't.csv, line 1: expected columns to learn from, found none but the label',
    ],
    [
      'equal rows alone, to regress',
      'x,y\n1,1\n1,2',
      { label: ['y'], task: 'regress' },
      't.csv, line 2: expected enough different rows for two parts, found 2 to train on and 0 to test',
    ],
    [
      'equal rows alone, to classify',
      'x,y\n1,a\n1,b\n1,a',
      { label: ['y'] },
      't.csv, line 2: expected a class with two different rows, one for each part, found none among 2 classes',
    ],
    [
      'a class for each row',
      `x,y\n${Array.from({ length: 300 }, (_, n) => `${n},${n}`).join('\n')}`,
      { label: ['y'], task: 'classify' },
      't.csv, line 2: expected a class with two different rows, one for each part, found none among 300 classes',
    ],
    [
      'too few rows to classify',
      'x,y\n1,a\n1,b\n2,b',
      { label: ['y'] },
      't.csv, line 2: expected enough different rows for two parts, found 3 to train on and 0 to test',
    ],
    [
      'texts to regress',
      'x,y\n1,a',
      { label: ['y'], task: 'regress' },
      't.csv, line 2, column "y": expected a number, found "a"',
    ],
  ]
  it.each(cases)('%s', (_, text, options, message) => {
    expect(() => split(text, options)).toThrow(BadInput)
    expect(() => split(text, options)).toThrow(message)
  })

  it.each([
    { label: [] },
    { label: ['a', 'b'], task: 'classify' as const },
    { label: ['a'], features: ['a'] },
    { label: ['a'], features: ['b', 'b'] },
    { label: ['a'], categories: ['a'], task: 'regress' as const },
  ])('options that contradict each other: %j', (options) => {
    expect(() => split('a,b\n1,2', options)).toThrow(UsageError)
  })
})

describe('values that there are none of, as a program without types may say', () => {
  it.each([
    { missing: 'average' },
    { unknown: 'none' },
    { task: 'classification' },
    { scaling: 'minmax' },
    { targetScaling: 'range' },
    { decimal: '.' },
    { ignore: 'b' },
    { features: 'b' },
    { categories: 'b' },
    { naValues: 'none' },
    { label: 'a' },
  ])('%j', (wrong) => {
    const [[name, value]] = Object.entries(wrong)
    const options = { label: ['a'], ...wrong } as Partial<TableOptions> & { label: string[] }
    expect(() => split('a,b\n1,2', options)).toThrow(UsageError)
    expect(() => split('a,b\n1,2', options)).toThrow(new RegExp(`^${name}: expected .*, found '${value}'$`))
  })
})

describe('the form of a table', () => {
  const { train, test, form } = split(flowers, { label: ['kind'] })

  it('is plain JSON, and reads the same table to the same numbers', () => {
    const kept = JSON.parse(JSON.stringify(form))
    expect(kept).toEqual(form)
    const whole = tableDataset(csv(flowers), kept)
    expect([whole.count, whole.inputs, whole.outputs]).toEqual([60, 4, 3])
    const row = (features: Float32Array | Uint8Array, n: number) => features.subarray(4 * n, 4 * n + 4).join()
    const rows = new Map(Array.from({ length: 60 }, (_, n) => [row(whole.features, n), whole.labels?.[n]]))
    for (const part of [train, test]) {
      for (let n = 0; n < part.count; n++) expect(rows.get(row(part.features, n))).toBe(part.labels?.[n])
    }
  })

  it('finds its columns by name in another order, and needs no label to predict', () => {
    const other = 'colour,width,other,length\nred,3,?,1.5\n'
    const whole = tableFeatures(csv(other), form)
    expect([...whole.subarray(2)]).toEqual([0, 1])
    expect(tableDataset(csv('kind,colour,width,length\nlily,red,3,1.5'), form).features).toEqual(whole)
  })

  it('refuses categories and classes that it does not know, with the line', () => {
    expect(() => tableFeatures(csv('length,width,colour\n1,2,red\n1,2,green'), form)).toThrow(
      't.csv, line 3, column "colour": expected one of "blue", "red", found "green"',
    )
    expect(() => tableDataset(csv('length,width,colour,kind\n1,2,red,oak'), form)).toThrow(
      't.csv, line 2, column "kind": expected one of "aster, blue", "lily", "rose", found "oak"',
    )
    expect(() => tableFeatures(csv('length,colour\n1,red'), form)).toThrow('expected a column "width"')
  })

  it('knows whether the first row was names, whatever the first row of another table looks like', () => {
    const rows = Array.from({ length: 40 }, (_, n) => `${n % 5},${n},${n % 2 ? 'odd' : 'even'}`)
    const swapped = split(`2,1,label\n${rows.join('\n')}`, { label: ['label'] }).form
    const whole = tableFeatures(csv('2,1\n3,30\n4,10'), swapped)
    expect(whole.length).toBe(2 * 2)
    expect(tableFeatures(csv('1,2\n30,3\n10,4'), swapped)).toEqual(whole)
    const pandas = split(`0,1,label\n${rows.join('\n')}`, { label: ['label'] }).form
    expect(tableFeatures(csv('0,1\n3,30\n4,10'), pandas)).toEqual(whole)
    const letters = rows.map((_, n) => `${'abcdefgh'[n % 8]},${n % 2}`)
    const nameless = split(letters.join('\n'), { label: ['2'] }).form
    expect(tableFeatures(csv('a\nb\nc'), nameless).length).toBe(3 * 8)
    expect(() => tableFeatures(csv('letter\na'), nameless)).toThrow('line 1, column "1": expected one of "a"')
  })

  it('without such knowledge, as older models have it, is read as before: the first row decides', () => {
    const { header, ...old } = form
    expect(tableFeatures(csv('colour,width,length\nred,3,1.5'), old)).toEqual(
      tableFeatures(csv('colour,width,length\nred,3,1.5'), form),
    )
  })

  it('takes a number for a name where there are names, and never for a place', () => {
    const rows = Array.from({ length: 40 }, (_, n) => `${n % 5},${n},${n % 2 ? 'odd' : 'even'}`)
    const numbered = split(`2,1,label\n${rows.join('\n')}`, { label: ['label'] }).form
    expect(() => tableFeatures(csv('3,1\n4,10'), numbered)).toThrow(
      't.csv, line 1: expected a column "2", found "3", "1"',
    )
  })

  it('keeps targets of regression', () => {
    const text = `x,y\n${Array.from({ length: 30 }, (_, n) => `${n},${n / 4}`).join('\n')}`
    const { form: kept } = split(text, { label: ['y'] })
    const whole = tableDataset(csv('y,x\n2,8\n4,16'), kept)
    const { targets } = kept.scaling
    expect([...(targets && whole.targets ? invertTargets(whole.targets, targets) : [])]).toEqual([
      expect.closeTo(2, 5),
      expect.closeTo(4, 5),
    ])
  })
})

describe('tableSplit, with sample weights', () => {
  const rows = Array.from({ length: 40 }, (_, n) => `${n},${(n + 1) / 4},${n % 2 ? 'odd' : 'even'}`)
  const text = ['x,w,kind', ...rows].join('\n')
  const options = { label: ['kind'], sampleWeight: 'w', scaling: 'none' } as const

  it('weighs the rows of the training part, by a column that is no feature', () => {
    const { train, test, form } = split(text, { ...options, label: ['kind'] })
    expect(form.features.map(({ name }) => name)).toEqual(['x'])
    expect(Array.from(train.weights ?? [])).toEqual(Array.from(train.features, (x) => (x + 1) / 4))
    expect(train.weights?.length).toBe(32)
    expect(test.weights).toBeUndefined()
  })

  it.each([
    ['0', '"0" (a row that is not to count is left out of the table)'],
    ['-1', '"-1"'],
    ['1e-60', '"1e-60"'],
  ])('refuses a weight of %s by line and column', (cell, found) => {
    const bad = text.replace('3,1,odd', `3,${cell},odd`)
    expect(() => split(bad, { ...options, label: ['kind'] })).toThrow(
      `t.csv, line 5, column "w": expected a sample weight above 0, found ${found}`,
    )
  })

  it.each(['error', 'drop', 'mean'] as const)('refuses a missing one, also with missing: %s', (missing) => {
    const bad = text.replace('3,1,odd', '3,,odd')
    expect(() => split(bad, { ...options, label: ['kind'], missing })).toThrow(/line 5, column.*w/)
  })

  it('refuses a column that is also the label', () => {
    expect(() => split(text, { ...options, label: ['w'] })).toThrow(UsageError)
  })
})

it('parts sample weights with their rows for validation', () => {
  const rows = Array.from({ length: 40 }, (_, n) => `${n},${n + 1},${n % 2 ? 'odd' : 'even'}`)
  const whole = split(['x,w,kind', ...rows].join('\n'), {
    label: ['kind'],
    sampleWeight: 'w',
    scaling: 'none',
  })
  const { train } = splitValidation(whole.train, 0.25, 1)
  expect(train.count).toBe(24)
  expect(Array.from(train.weights ?? [])).toEqual(Array.from(train.features, (x) => x + 1))
})

describe('tableSplit in the form of a model', () => {
  const gaps = flowers.replace('0.0,0,red', ',0,red').replace('0.1,15,blue', '0.1,,blue')
  it.each([
    ['classes', flowers, { label: ['kind'] }],
    ['numbers', flowers, { label: ['width'] }],
    ['gaps', gaps, { label: ['kind'], missing: 'indicator' }],
    ['gaps that are filled', gaps, { label: ['kind'], missing: 'mean' }],
  ] as const)('of the same table and seed: the same dataset and form (%s)', (_, text, options) => {
    const asked = { ...options, label: [...options.label] }
    const { train, test, form } = split(text, asked)
    const again = split(text, { label: [], form })
    expect(again).toEqual({ train, test, form })
  })

  it('of other rows: scaled by what the model learned, whatever else is asked', () => {
    const { form } = split(flowers, { label: ['kind'] })
    const [names, ...lines] = flowers.split('\n')
    const others = [names, ...lines.slice(0, 30)].join('\n')
    const { train, test, form: taken } = split(others, { label: ['length'], ignore: ['kind'], form })
    expect(taken).toBe(form)
    expect(train.count + test.count).toBe(30)
    const whole = tableDataset(csv(others), form)
    const rowsOf = ({ features, inputs, count }: Dataset): string[] =>
      Array.from({ length: count }, (_, row) => features.slice(row * inputs, (row + 1) * inputs).join())
    expect([...rowsOf(train), ...rowsOf(test)].sort()).toEqual(rowsOf(whole).sort())
  })

  it('takes columns in another order', () => {
    const { form } = split(flowers, { label: ['kind'] })
    const turned = flowers.replaceAll(/^([^,]*),([^,]*),([^,]*),(.*)$/gm, '$4,$3,$2,$1')
    expect(split(turned, { label: [], form }).train).toEqual(split(flowers, { label: ['kind'] }).train)
  })

  it.each([
    [
      'a category',
      '1.0,1,green,lily',
      'line 62, column "colour": expected one of "blue", "red", found "green"',
    ],
    ['a class', '1.0,1,red,tulip', 'expected one of "aster, blue", "lily", "rose", found "tulip"'],
    ['a text for a number', 'tall,1,red,lily', 'line 62, column "length": expected a number'],
  ])('refuses %s that the model does not know', (_, row, message) => {
    const { form } = split(flowers, { label: ['kind'] })
    expect(() => split(`${flowers}\n${row}`, { label: [], form })).toThrow(message)
  })

  it('refuses a table without one of its columns', () => {
    const { form } = split(flowers, { label: ['kind'] })
    expect(() => split(flowers.replace('width', 'breadth'), { label: [], form })).toThrow(
      'line 1: expected a column "width", found "length", "breadth", "colour", "kind"',
    )
  })
})
