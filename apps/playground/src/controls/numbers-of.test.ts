import { expect, test } from 'vitest'
import { numbersOf } from './numbers-of.js'

test('numbers are read whatever separates them, with decimal points or commas', () => {
  const separators = [' ', '  ', '\t', ';', '; ', ' ; ', ', ', ' , ']
  for (const separator of separators) {
    for (const decimal of ['.', ',']) {
      const line = ['0.5', '−1.25', '1'].map((field) => field.replace('.', decimal)).join(separator)
      expect(numbersOf(line), line).toEqual([0.5, -1.25, 1])
    }
  }
  expect(numbersOf('0.5,-1.25,1')).toEqual([0.5, -1.25, 1])
  expect(numbersOf('1,2')).toEqual([1, 2])
})

test('separators may be mixed where each has a meaning, and may end a line', () => {
  expect(numbersOf('0.5,1.5 1')).toEqual([0.5, 1.5, 1])
  expect(numbersOf('0,5; 1,5;\r')).toEqual([0.5, 1.5])
})

test('what is no number is none', () => {
  expect(numbersOf('x; y')).toEqual([Number.NaN, Number.NaN])
  expect(numbersOf('')).toEqual([Number.NaN])
})
