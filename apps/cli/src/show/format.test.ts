import { expect, test } from 'vitest'
import { duration, percent, thousands } from './format.js'

test('durations', () => {
  const found = [0, 0.834, 0.996, 9.94, 9.96, 59.6, 200, 3599.7, 7500].map(duration)
  expect(found).toEqual([
    '0.00 s',
    '0.83 s',
    '1.0 s',
    '9.9 s',
    '10 s',
    '1 min 0 s',
    '3 min 20 s',
    '1 h 0 min',
    '2 h 5 min',
  ])
})

test('shares and counts', () => {
  expect([0, 0.97534, 1, Number.NaN].map(percent)).toEqual(['0.00 %', '97.53 %', '100.00 %', '–'])
  expect([0, 999.6, 1234567].map(thousands)).toEqual(['0', '1,000', '1,234,567'])
})
