import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../cli/small-digits.js'
import { irises } from '../fixtures/tables.js'
import { example } from './example.js'

test('examples/table.mjs: the species of irises, and when to stop', async () => {
  const file = join(scratchFolder(), 'iris.csv')
  writeFileSync(file, irises())
  const line = await example('table', file, 'species')
  const [, right, epoch] = line.match(/^setosa, versicolor, virginica: (\d+) of 30 .* epoch (\d+)\n$/) ?? []
  expect(Number(right)).toBeGreaterThanOrEqual(27)
  expect(Number(epoch)).toBeGreaterThan(1)
})
