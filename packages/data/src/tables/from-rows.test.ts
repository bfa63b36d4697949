import { BadInput, UsageError } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromRows, rowFeatures } from './from-rows.js'
import { tableFormOf } from './model-form.js'
import { invertTargets } from './scaling.js'

const flowers = fc.record({
  petal: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  sepal: fc.integer({ min: -100, max: 100 }),
  colour: fc.constantFrom('red', 'green', 'blue'),
  species: fc.constantFrom('setosa', 'virginica'),
})
/** Both classes, all colours and different numbers are there, whatever else is. */
const garden = fc
  .array(flowers, { minLength: 4, maxLength: 20 })
  .map((rows) => [
    { petal: 1, sepal: 2, colour: 'red', species: 'setosa' },
    { petal: 2, sepal: 1, colour: 'green', species: 'virginica' },
    { petal: 0, sepal: 3, colour: 'blue', species: 'setosa' },
    ...rows,
  ])
const whole = { label: 'species', testFraction: 0 } as const

describe('features of rows', () => {
  test('are refused in words where a model is not of a table', () => {
    const form = tableFormOf({ version: 1, sizes: [2, 1] })
    expect(() => rowFeatures([{ a: 1 }], form)).toThrow(UsageError)
    expect(() => rowFeatures([{ a: 1 }], form)).toThrow(/form of a table/)
    expect(() => invertTargets([1], undefined)).toThrow(/those of classes/)
  })

  test('are those with which the rows were learned, in whatever order their fields come', () => {
    fc.assert(
      fc.property(garden, (rows) => {
        const { train, form } = fromRows(rows, whole)
        expect(rowFeatures(rows, form)).toEqual(train.features)
        const turned = rows.map((row) => Object.fromEntries(Object.entries(row).reverse()))
        expect(rowFeatures(turned, form)).toEqual(train.features)
      }),
    )
  })

  test('need no label, and take lists of numbers, typed or not, as lists were learned', () => {
    const lists = [0, 1, 2, 3, 4, 5].map((n) => [n, n * n, n % 2])
    const { train, form } = fromRows(lists, { label: '2', task: 'classify', testFraction: 0 })
    const inputs = lists.map(([a, b]) => [a, b])
    expect(rowFeatures(inputs, form)).toEqual(train.features)
    expect(
      rowFeatures(
        inputs.map((list) => Float64Array.from(list)),
        form,
      ),
    ).toEqual(train.features)
  })

  test.each([
    ['a field that is missing', { petal: 1, colour: 'red' }, /row 1, column "sepal"/],
    ['a text that was not there before', { petal: 1, sepal: 2, colour: 'black' }, /row 1.*"colour".*"black"/],
    ['a text for a number', { petal: 'long', sepal: 2, colour: 'red' }, /row 1.*"petal"/],
  ])('refuse %s, with its row and field', (_, row, message) => {
    const { form } = fromRows(fc.sample(garden, { numRuns: 1, seed: 1 })[0], whole)
    expect(() => rowFeatures([row], form)).toThrow(BadInput)
    expect(() => rowFeatures([row], form)).toThrow(message)
  })
})
