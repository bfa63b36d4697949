import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TableOptions, tableSplit } from './table-split.js'

const ROWS = 60

function split(names: string, row: (n: number) => string, options: Partial<TableOptions> = {}) {
  const lines: string[] = []
  const text = `${names}\n${Array.from({ length: ROWS }, (_, n) => row(n)).join('\n')}`
  const source = { file: 't.csv', bytes: new Uint8Array(Buffer.from(text)) }
  const whole = tableSplit(source, { label: ['y'], note: (line) => lines.push(line), ...options }, 1, 0.2)
  return { ...whole, lines: lines.join('\n') }
}

const x = (n: number) => ((n * 7) % 61) / 8

describe('a column of texts that may be no kinds', () => {
  const heights = (n: number) => `"5'${n % 12}"""`

  it('is named where they are many, or have digits in them', () => {
    const { lines } = split('x,h,y', (n) => `${x(n)},${heights(n)},${n / 3}`)
    expect(lines).toContain(
      `"h" is taken for 12 kinds, an input each, such as "5'0\\""; --ignore h leaves it out`,
    )
    const long = 'abcdefghijkl'
    const words = split('x,h,y', (n) => `${x(n)},${long[n % 12]},${n / 3}`)
    expect(words.lines).not.toContain('"h"')
  })

  it('is named where all are ranges of numbers, however few', () => {
    const RANGES = [
      ['100-200', '200-300', '300-400'],
      ['18–24', '25–34', '35–44', '65+'],
      ['< 10', '10 to 20', '20 to 30'],
      ['$10,000 - $20,000', '$20,000 - $30,000', '> $30,000'],
      ['0.5..1 mm', '1..2 mm', '2..4 mm'],
    ]
    for (const texts of RANGES) {
      const { lines } = split('x,r,y', (n) => `${x(n)},"${texts[n % texts.length]}",${n / 3}`)
      expect(lines, texts[0]).toContain(`"r" is taken for ${texts.length} kinds`)
    }
    for (const texts of [
      ['A-1', 'B-2', 'C-3'],
      ['10-20', '20-30', 'unknown to us'],
      ['north-east', 'south', 'west'],
      ['<5', '5+', '9+'],
    ]) {
      const { lines } = split('x,r,y', (n) => `${x(n)},"${texts[n % texts.length]}",${n / 3}`)
      expect(lines, texts[0]).not.toContain('"r" is taken for')
    }
  })

  it('is not where that was said', () => {
    const { lines } = split('x,h,y', (n) => `${x(n)},${heights(n)},${n / 3}`, { categories: ['h'] })
    expect(lines).not.toContain('"h"')
  })
})

describe('texts that are alike', () => {
  const change = fc.constantFrom<(text: string) => string>(
    (text) => text.toUpperCase(),
    (text) => text.replace(' ', '  '),
    (text) => text.replace(' ', '\u00a0'),
    (text) => text.normalize('NFD'),
    (text) => `${text}\u200b`,
    // As the rows to test with of UCI's adult have it.
    (text) => `${text}.`,
  )

  it('are named, in features and in the label', () => {
    fc.assert(
      fc.property(change, fc.boolean(), (other, isLabel) => {
        const text = 'café crème'
        const cell = (n: number) => [text, other(text), 'tea'][n % 3]
        const { lines } = isLabel
          ? split('x,y', (n) => `${x(n)},${cell(n)}`)
          : split('x,c,y', (n) => `${x(n)},${cell(n)},${n / 3}`)
        const named = `holds ${JSON.stringify(text)} and ${JSON.stringify(other(text))}, which are taken for different`
        expect(lines).toContain(named)
      }),
      { numRuns: 20 },
    )
    expect(split('x,y', (n) => `${x(n)},${['Tea', 'teas'][n % 2]}`).lines).not.toContain(
      'taken for different',
    )
  })
})

describe('a code for a missing value that is not taken for one', () => {
  it.each(['.', '-', '--', '*', '#DIV/0!', '-1.#IND'])('%j is named in texts', (code) => {
    const cell = (n: number) => (n % 10 === 3 ? code : 'ab'[n % 2])
    const line = `is ${JSON.stringify(code)} in 6 of 60 rows, taken for a kind of its own: --na-values`
    expect(split('x,y', (n) => `${x(n)},${cell(n)}`).lines).toContain(`"y" ${line}`)
    expect(split('x,c,y', (n) => `${x(n)},${cell(n)},${n / 3}`).lines).toContain(`"c" ${line}`)
    const left = split('x,y', (n) => `${x(n)},${cell(n)}`, { naValues: [code], missing: 'drop' })
    expect(left.form.classes).toEqual(['a', 'b'])
  })

  it.each(['.', '#N/A', 'None'])('%j is not named where nothing is said to stand for one', (code) => {
    const cell = (n: number) => (n % 10 === 3 ? code : 'ab'[n % 2])
    const { lines, form } = split('x,c,y', (n) => `${x(n)},${cell(n)},${cell(n + 1)}`, { naValues: [] })
    expect(form.classes).toHaveLength(3)
    expect(lines).not.toContain('--na-values')
  })

  it('is given to type as --na-values takes it, where `none` alone is no text', () => {
    const cell = (n: number) => (n % 10 === 3 ? 'none' : 'ab'[n % 2])
    const { lines } = split('x,y', (n) => `${x(n)},${cell(n)}`)
    expect(lines).toContain("own: --na-values 'none,?' --missing drop takes it for a missing value")
  })

  it('None is one in a label, and may be a kind elsewhere', () => {
    const cell = (n: number) => (n % 10 === 3 ? 'None' : 'ab'[n % 2])
    expect(split('x,y', (n) => `${x(n)},${cell(n)}`).lines).toContain('"y" is "None" in 6 of 60 rows')
    expect(split('x,c,y', (n) => `${x(n)},${cell(n)},${n / 3}`).lines).not.toContain('None')
  })
})

describe('a feature that is the label', () => {
  it('is named: numbers, and texts by other names', () => {
    const numbers = split('x,copy,y', (n) => `${x(n)},${n / 3},${n / 3}`)
    expect(numbers.lines).toContain('"copy" gives the label away, in every row')
    const texts = split('x,copy,y', (n) => `${x(n)},${['u', 'v'][n % 2]},${['no', 'yes'][n % 2]}`)
    expect(texts.lines).toContain('"copy" gives the label away, in every row')
    const other = split(
      'x,copy,y',
      (n) => `${x(n)},${['u', 'v'][n === 7 ? 0 : n % 2]},${['no', 'yes'][n % 2]}`,
    )
    expect(other.lines).not.toContain('itself')
  })

  it('is named where it is a code of the classes, or the number in another unit', () => {
    const codes = split('x,code,y', (n) => `${x(n)},${n % 3},${['a', 'b', 'c'][n % 3]}`)
    expect(codes.lines).toContain('"code" gives the label away, in every row')
    const unit = split('x,fahrenheit,y', (n) => `${x(n)},${(1.8 * n + 32).toFixed(1)},${n}.0`)
    expect(unit.lines).toContain('"fahrenheit" gives the label away, in other units, in every row')
    // A straight line may be what is to be learned.
    expect(split('x,y', (n) => `${n},${2 * n + 1}.5`).lines).not.toContain('itself')
    expect(split('x,z,y', (n) => `${n},${x(n)},${2 * n + (n % 7)}.5`).lines).not.toContain('itself')
  })
})

describe('numbers that are codes', () => {
  it('keep their zeros as names of classes, and are named as features', () => {
    const zip = (n: number) => ['02138', '10001', '90210'][n % 3]
    const label = split('x,y', (n) => `${x(n)},${zip(n)}`)
    expect(label.form.classes).toEqual(['02138', '10001', '90210'])
    const feature = split('x,zip,y', (n) => `${x(n)},${zip(n)},${n / 3}`)
    expect(feature.lines).toContain('--categories zip takes them for kinds')
    const month = split('x,m,y', (n) => `${x(n)},${String((n % 12) + 1).padStart(2, '0')},${n / 3}`)
    expect(month.lines).not.toContain('--categories m')
  })

  it('are refused as classes above 2^53, where they would be rounded, and taken as they are written where that is stated', () => {
    const id = (n: number) => String(2n ** 53n + BigInt(n % 3))
    expect(() => split('x,y', (n) => `${x(n)},${id(n)}`)).toThrow(
      '--task classify takes each as it is written',
    )
    const { form } = split('x,y', (n) => `${x(n)},${id(n)}`, { task: 'classify' })
    expect(form.classes).toEqual([0, 1, 2].map(id))
  })
})

describe('a cell that holds several texts', () => {
  it.each([';', '|', ','])('is named, in features and in the label: %j', (mark) => {
    const cell = (n: number) => `"${[`red${mark} blue`, 'red', `blue${mark}green`, 'green'][n % 4]}"`
    const shown = `holds several texts in a cell ("red${mark} blue")`
    expect(split('x,y', (n) => `${x(n)},${cell(n)}`).lines).toContain(shown)
    expect(split('x,c,y', (n) => `${x(n)},${cell(n)},${n / 3}`).lines).toContain(shown)
  })

  it('is not where its parts are nothing alone', () => {
    const cell = (n: number) => `"${['Austin, TX', 'Dallas, TX', 'Boston, MA'][n % 3]}"`
    expect(split('x,c,y', (n) => `${x(n)},${cell(n)},${n / 3}`).lines).not.toContain('several')
  })
})

it('a class of one row is named, where others have more', () => {
  const kind = (n: number) => (n === 7 ? 'owl' : ['cat', 'dog'][n % 2])
  expect(split('x,y', (n) => `${x(n)},${kind(n)}`).lines).toContain(
    '"y" is "owl" in one row alone: too few to be learned, and to be tested',
  )
  expect(split('x,y', (n) => `${x(n)},${['cat', 'dog'][n % 2]}`).lines).not.toContain('alone')
})
