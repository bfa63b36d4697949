import { expect, test } from 'vitest'
import { example } from './example.js'

test('examples/recipe.mjs learns the digits by a recipe of today', async () => {
  expect(Number.parseFloat(await example('recipe'))).toBeGreaterThan(0.95)
})
