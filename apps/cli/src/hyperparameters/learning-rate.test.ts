import { expect, test } from 'vitest'
import { defaultRate } from './learning-rate.js'

const rate = (units: number, batchSize: number, recipes = 0.001): number =>
  defaultRate({ recipe: 'modern', optimizer: 'adam', hidden: [units], batchSize }, recipes)

test.each([8, 16, 32, 128])(
  'a rate of %i units is that of the recipe for 32 rows, lower with fewer',
  (units) => {
    expect(rate(units, 32)).toBe(0.001)
    expect(rate(units, 8)).toBe(0.0005)
  },
)

test('larger minibatches raise it in proportion to √rows, for narrow layers to rows', () => {
  expect([8, 31, 64, 512].map((units) => rate(units, 128))).toEqual([0.002, 0.002, 0.002, 0.002])
  expect([32, 48, 63].map((units) => rate(units, 128))).toEqual([0.004, 0.004, 0.004])
  expect(rate(32, 256)).toBe(0.008)
})

test('but not of tables, whose rate is higher to begin with', () => {
  expect(rate(32, 128, 0.003)).toBe(0.006)
})
