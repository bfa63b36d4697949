import { InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  columnNames,
  hiddenLayers,
  newNames,
  numberBetween,
  seedNumber,
  threadCount,
  wholeNumber,
} from './flags.js'
import { parseInterval } from './run/interval.js'

describe('whatever a flag is given, its parser answers with a value in range or what was expected', () => {
  const parsers: [string, (text: string) => unknown, (value: never) => boolean][] = [
    ['wholeNumber', wholeNumber(1, 1000), (value) => Number.isInteger(value) && value >= 1 && value <= 1000],
    ['numberBetween', numberBetween(0, 1), (value) => value > 0 && value < 1],
    [
      'hiddenLayers',
      hiddenLayers,
      (value: number[]) => value.every((size) => Number.isInteger(size) && size > 0),
    ],
    ['threadCount', threadCount, (value) => value === 'auto' || (Number.isInteger(value) && value > 0)],
    ['seedNumber', seedNumber, (value) => value >>> 0 === value],
    ['columnNames', columnNames, (value: string[]) => value.length > 0 && value.every((name) => name !== '')],
    ['parseInterval', parseInterval, (value: { count: number }) => value.count > 0],
  ]
  const text = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.stringMatching(/^[-+.,0-9eEs ]{0,8}$/),
    fc.stringMatching(/^\d{1,4}(steps?|s|epochs?|ms)$/),
  )
  test.each(parsers)('%s', (_, parse, holds) => {
    fc.assert(
      fc.property(text, (given) => {
        let value: unknown
        try {
          value = parse(given)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidArgumentError)
          return
        }
        expect(holds(value as never)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

test('values as they are written', () => {
  expect(hiddenLayers('128,64')).toEqual([128, 64])
  expect(hiddenLayers('128, 64')).toEqual([128, 64])
  expect(hiddenLayers('none')).toEqual([])
  expect(numberBetween(0)('1e-3')).toBe(0.001)
  expect(parseInterval('500steps')).toEqual({ count: 500, unit: 'steps' })
  expect(parseInterval('0.5s')).toEqual({ count: 0.5, unit: 'seconds' })
  expect(parseInterval('1epoch')).toEqual({ count: 1, unit: 'epochs' })
  expect(() => parseInterval('0.5epochs')).toThrow(InvalidArgumentError)
  expect(() => wholeNumber(0)('9007199254740993')).toThrow(InvalidArgumentError)
})

test('names of columns, also with a comma between quotation marks; new names of tensors', () => {
  expect(columnNames('a, b')).toEqual(['a', 'b'])
  expect(columnNames('"Price, EUR",b')).toEqual(['Price, EUR', 'b'])
  expect(columnNames('a,"say ""x"""')).toEqual(['a', 'say "x"'])
  for (const wrong of ['', 'a,', ',a', 'a,,b', '""']) {
    expect(() => columnNames(wrong), wrong).toThrow(InvalidArgumentError)
  }
  expect([...newNames('fc1=layers.0, out=layers.1')]).toEqual([
    ['fc1', 'layers.0'],
    ['out', 'layers.1'],
  ])
  for (const wrong of ['', 'a', 'a=', '=b', 'a=b=c', 'a=b,']) {
    expect(() => newNames(wrong), wrong).toThrow(InvalidArgumentError)
  }
})
