import { beforeAll, expect, test, vi } from 'vitest'

// The language of the page is kept in the document.
vi.stubGlobal('document', { documentElement: {} })
vi.stubGlobal('navigator', { languages: ['ru-RU'] })
const { formatCount, formatError, formatFixed, formatNumber, inFormula, inRussian } = await import(
  './format.js'
)
const { language } = await import('../state/language.js')

/** Groups are parted by a narrow space at which no line ends. */
const narrow = (text: string) => text.replaceAll(' ', '\u202f')

beforeAll(() => {
  language.value = 'ru'
})

test('numbers are written as the language has them', () => {
  expect([formatNumber(-0.5), formatFixed(-0.001, 2), formatCount(104_000)]).toEqual([
    '−0,5',
    '0,00',
    '104\u202f000',
  ])
  language.value = 'en'
  expect([formatNumber(-0.5), formatFixed(2, 1), formatCount(104_000)]).toEqual(['−0.5', '2.0', '104,000'])
  language.value = 'ru'
})

test('the numbers of an axis keep all their digits', () => {
  expect([1995, 2000, 0.25, 123456].map((at) => formatNumber(at, 12))).toEqual([
    '1995',
    '2000',
    '0,25',
    '123\u202f456',
  ])
})

test('large and small numbers are written with a power of ten', () => {
  expect(formatNumber(2_500_000)).toBe('2,5·10⁶')
  expect(formatNumber(-0.00002)).toBe('−2·10⁻⁵')
})

test('an error reads as 0 only where it is none', () => {
  expect([0.7031, 0.0012, 0.00049, 3e-9, 0, Number.NaN].map(formatError)).toEqual([
    '0,703',
    '0,001',
    '0,00049',
    '3·10⁻⁹',
    '0',
    '–',
  ])
})

test('large numbers are written in groups of three digits; four are no group, but of an English count', () => {
  const numbers = [1234, -12_345.5, 123_456, 1_234_567]
  const written = () => ({
    number: numbers.map((one) => formatNumber(one, 12)),
    short: numbers.map((one) => formatNumber(one)),
    fixed: numbers.map((one) => formatFixed(one, 1)),
    count: [0, 999, 1000, 54_321, 1_234_567].map(formatCount),
    formula: [1234.5, 12_345.5].map((one) => inFormula(formatNumber(one, 6))),
  })
  expect(written()).toEqual({
    number: ['1234', '−12 345,5', '123 456', '1 234 567'].map(narrow),
    short: ['1230', '−12 300', '123 000', '1,23·10⁶'].map(narrow),
    fixed: ['1234,0', '−12 345,5', '123 456,0', '1 234 567,0'].map(narrow),
    count: ['0', '999', '1000', '54 321', '1 234 567'].map(narrow),
    formula: ['1234{,}5', '12\\,345{,}5'],
  })
  language.value = 'en'
  expect(written()).toEqual({
    number: ['1234', '−12,345.5', '123,456', '1,234,567'],
    short: ['1230', '−12,300', '123,000', '1.23·10⁶'],
    fixed: ['1234.0', '−12,345.5', '123,456.0', '1,234,567.0'],
    count: ['0', '999', '1,000', '54,321', '1,234,567'],
    formula: ['1234.5', '12{,}345.5'],
  })
  language.value = 'ru'
})

test('a noun agrees with its count', () => {
  const steps = (count: number) => inRussian(count, 'шаг', 'шага', 'шагов')
  expect([1, 2, 5, 11, 21, 104].map(steps)).toEqual([
    '1\u00a0шаг',
    '2\u00a0шага',
    '5\u00a0шагов',
    '11\u00a0шагов',
    '21\u00a0шаг',
    '104\u00a0шага',
  ])
})
