import { expect, test } from 'vitest'
import { decimalsOf } from './decimals.js'

test.each([
  [[1.5, -0.9, 0.4], 3],
  [[0.064], 3],
  [[-0.00041, 0.01, 0.009], 5],
  [[0.0041, 2], 4],
  [[0, 0.5], 3],
  [[0, 0], 3],
  [[1e-12, 1], 6],
])('%j are shown with %i decimals', (values, decimals) => {
  expect(decimalsOf(values)).toBe(decimals)
})
