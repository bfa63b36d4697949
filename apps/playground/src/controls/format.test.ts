import { beforeAll, expect, test, vi } from 'vitest'

// The language of the page is kept in the document.
vi.stubGlobal('document', { documentElement: {} })
vi.stubGlobal('navigator', { languages: ['ru-RU'] })
const { formatCount, formatError, formatFixed, formatNumber, inRussian } = await import('./format.js')
const { language } = await import('../state/language.js')

beforeAll(() => {
  language.value = 'ru'
})

test('numbers are written as the language has them', () => {
  expect([formatNumber(-0.5), formatFixed(-0.001, 2), formatCount(104_000)]).toEqual([
    '−0,5',
    '0,00',
    '104\u00a0000',
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
    '123456',
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
