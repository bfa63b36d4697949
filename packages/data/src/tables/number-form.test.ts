import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOTATIONS, type NumberForm, notationsOf, readNumber, takeApart } from './number-form.js'
import { isNumber, readPlain } from './plain-number.js'

/** A number with two decimals, written in a form. */
function write(
  value: number,
  { decimal, thousands, unit }: Extract<NumberForm, { decimal: unknown }>,
): string {
  const [whole, decimals] = Math.abs(value).toFixed(2).split('.')
  const groups = thousands ? whole.replace(/\B(?=(?:\d{3})+$)/g, thousands) : whole
  return `${value < 0 ? '-' : ''}${groups}${decimal}${decimals}${unit ? ` ${unit}` : ''}`
}

const cents = fc.integer({ min: -1e11, max: 1e11 }).map((value) => value / 100)
const notation = fc.constantFrom(...NOTATIONS.map(({ pattern, ...form }) => form as NumberForm))
const unit = fc.constantFrom(undefined, '%', '€', 'mm', 'kg/m³', '°C', 'EUR')

describe('a number in another form', () => {
  it('is read back as it was written, in each notation, with each unit', () => {
    fc.assert(
      fc.property(cents, notation, unit, (value, form, name) => {
        if (!('decimal' in form)) return
        const whole = { ...form, ...(name !== undefined && { unit: name }) }
        expect(readNumber(write(value, whole), whole)).toBe(value)
      }),
    )
  })

  it('is below 0 in brackets or with the sign at its end, as with the sign before it', () => {
    fc.assert(
      fc.property(cents, notation, unit, (value, form, name) => {
        if (!('decimal' in form)) return
        const whole = { ...form, ...(name !== undefined && { unit: name }) }
        const amount = write(Math.abs(value), whole)
        expect(readNumber(`(${amount})`, whole)).toBe(-Math.abs(value))
        if (name === undefined) expect(readNumber(`${amount}-`, whole)).toBe(-Math.abs(value))
        for (const twice of [
          `(-${amount})`,
          `((${amount}))`,
          `-(${amount})`,
          `-${amount}-`,
          `(${amount}-)`,
        ]) {
          expect(readNumber(twice, whole)).toBeUndefined()
        }
      }),
    )
  })

  it.each([...'-−–‐‑－﹣'])('is below 0 after a sign of any kind: %j', (sign) => {
    expect(readNumber(`${sign}5,25 €`, { decimal: ',', unit: '€' })).toBe(-5.25)
    expect(readNumber(`$ ${sign} 5.25`, { decimal: '.', unit: '$' })).toBe(-5.25)
  })

  it('is not read where its unit is another, or none', () => {
    expect(readNumber('5 mm', { decimal: '.', unit: 'mm' })).toBe(5)
    expect(readNumber('5', { decimal: '.', unit: 'mm' })).toBeUndefined()
    expect(readNumber('5 cm', { decimal: '.', unit: 'mm' })).toBeUndefined()
    expect(readNumber('5 mm', { decimal: '.' })).toBeUndefined()
  })

  it.each([
    ['2.966,50', { decimal: ',', thousands: '.' }, 2966.5],
    ["2'966", { decimal: '.', thousands: "'" }, 2966],
    ['2’966', { decimal: '.', thousands: "'" }, 2966],
    ['2\u00a0966', { decimal: '.', thousands: ' ' }, 2966],
    ['2\u202f966,5', { decimal: ',', thousands: ' ' }, 2966.5],
    ['12,34,567.5', { decimal: '.', thousands: ',' }, 1234567.5],
    ['−1.8', { decimal: '.' }, -1.8],
    ['-$5.50', { decimal: '.', unit: '$' }, -5.5],
    ['$-5.50', { decimal: '.', unit: '$' }, -5.5],
    ['$(1,234.50)', { decimal: '.', thousands: ',', unit: '$' }, -1234.5],
    ['(5)%', { decimal: '.', unit: '%' }, -5],
    ['EUR 5,50', { decimal: ',', unit: 'EUR' }, 5.5],
    ['1,5e-3', { decimal: ',' }, 0.0015],
  ] as [string, NumberForm, number][])('%s', (cell, form, value) => {
    expect(readNumber(cell, form)).toBe(value)
  })

  it.each([
    '',
    '-',
    '12:30',
    '1.2.3,4,5',
    '5 more items',
    'A4',
    '<0.1',
    '1,23,45',
    '0,12,345',
    '$5 mm',
    // Quarters and halves of a year, no squares and cubes of a unit.
    '1974Q2',
    '1960q3',
    '2020H2',
    '--5',
    '5(2)',
    '(5) 2',
    '()',
    '-',
    'a-',
    '1 2',
    '0001.png',
    '-12.jpg',
    '7.MP3',
    '1,234.tif',
    '5,km',
  ])('%j is none that thousands and decimals make', (cell) => {
    const written = takeApart(cell)
    expect(written ? notationsOf(written) : 0).toBe(0)
  })

  it('takes no time over long cells', () => {
    const began = performance.now()
    const brackets = ['('.repeat(64), `${'('.repeat(32)}${')'.repeat(32)}`, '5-'.repeat(32)]
    for (const cell of [
      ...brackets,
      ' '.repeat(1e5),
      '1'.repeat(1e5),
      '1 '.repeat(30),
      '1'.repeat(60),
      "1'".repeat(31),
    ])
      takeApart(cell)
    expect(performance.now() - began).toBeLessThan(200)
  })
})

describe('readPlain', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))

  it('reads what Number reads, bit for bit', () => {
    const decimal = fc
      .tuple(
        fc.constantFrom('', '-', '+'),
        fc.stringMatching(/^\d{1,25}$/),
        fc.stringMatching(/^\d{0,25}$/),
        fc.integer({ min: -340, max: 320 }),
      )
      .chain(([sign, whole, decimals, power]) =>
        fc.constantFrom(
          `${sign}${whole}`,
          `${sign}${whole}.${decimals}`,
          `${sign}${whole}.${decimals}e${power}`,
        ),
      )
    fc.assert(
      fc.property(
        fc.oneof(decimal, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
        (text) => {
          expect(readPlain(bytes(text), 0, text.length)).toBe(Number(text))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('rounds up to 19 digits as Number does, midway between two float64 too', () => {
    const check = (text: string): void => {
      expect(readPlain(bytes(text), 0, text.length)).toBe(Number(text))
    }
    const digits = fc.tuple(fc.stringMatching(/^\d{0,10}$/), fc.stringMatching(/^\d{7,18}$/))
    fc.assert(
      fc.property(digits, ([whole, decimals]) => check(`${whole}.${decimals}`)),
      { numRuns: 20_000 },
    )
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e4 }), fc.integer({ min: 15, max: 19 }), (value, count) =>
        check(value.toPrecision(count)),
      ),
      { numRuns: 20_000 },
    )
    // Whole numbers from 2⁵³ to 2⁶³ hold midpoints, and divided by a power of five that of ten puts before its point too.
    fc.assert(
      fc.property(fc.bigInt(2n ** 53n, 2n ** 60n), fc.integer({ min: 0, max: 9 }), (value, power) => {
        const midpoint = (value >> 8n) * 2n + 1n
        const text = String(midpoint * 5n ** BigInt(power))
        check(text)
        check(`${text.slice(0, -power || undefined)}.${power > 0 ? text.slice(-power) : ''}`)
      }),
      { numRuns: 20_000 },
    )
    for (const value of [2n ** 53n + 1n, 2n ** 54n + 2n, 2n ** 55n + 4n, 2n ** 60n + 2n ** 7n]) {
      check(String(value))
      check(`${value}.0`)
    }
  })

  it('takes as numbers what isNumber does, and nothing else', () => {
    const near = fc.array(fc.constantFrom('1', '0', '.', '-', '+', 'e', 'E', ' ', ','), { maxLength: 7 })
    fc.assert(
      fc.property(near, (pieces) => {
        const text = pieces.join('')
        expect(!Number.isNaN(readPlain(bytes(text), 0, text.length))).toBe(isNumber(text))
      }),
      { numRuns: 5000 },
    )
  })
})

it('takes a mark before an exponent for that of decimals, whatever marks thousands elsewhere', () => {
  const digits = fc.stringMatching(/^[1-9]$/)
  const decimals = fc.stringMatching(/^\d{3}$/)
  fc.assert(
    fc.property(
      digits,
      decimals,
      fc.integer({ min: -9, max: 9 }),
      fc.constantFrom(',', '.'),
      (whole, rest, exponent, mark) => {
        const cell = `${whole}${mark}${rest}e${exponent}`
        const other = mark === ',' ? '.' : ','
        expect(readNumber(cell, { decimal: mark })).toBe(Number(`${whole}.${rest}e${exponent}`))
        const written = takeApart(cell)
        const found = NOTATIONS.filter((_, bit) => written && notationsOf(written) & (1 << bit))
        expect(found.map(({ decimal }) => decimal)).toEqual(found.map(() => mark))
        expect(readNumber('1e5', { decimal: other, thousands: mark })).toBe(1e5)
      },
    ),
  )
})
