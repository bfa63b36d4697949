import { expect, test } from 'vitest'
import { example } from './example.js'

test('examples/approximate.mjs: on copper the network is nearest', async () => {
  const lines = (await example('approximate')).trim().split('\n')
  expect(lines.map((line) => line.split(':')[0])).toEqual(['network', 'polynomial', 'straight lines'])
  const [network, ...others] = lines.map((line) => Number(line.match(/RMSE (\S+),/)?.[1]))
  expect(network).toBeLessThan(Math.min(...others))
})

test('examples/descend.mjs: four learning rates, four effects', async () => {
  const lines = (await example('descend')).trim().split('\n')
  expect(lines.slice(0, 4).map((line) => line.split(': ')[1])).toEqual([
    'creeping',
    'converging',
    'oscillating',
    'diverging',
  ])
  expect(lines[4]).toBe('largest: 0.453082 measured, 0.453082 by theory')
})

test('examples/explain.mjs: thirteen numbers, and a smaller loss', async () => {
  const values = new Map(
    (await example('explain'))
      .trim()
      .split('\n')
      .map((line) => line.split(' = ') as [string, string]),
  )
  expect(values.size).toBe(14)
  expect(Number(values.get('ε after a step'))).toBeLessThan(Number(values.get('ε')))
  expect(Number(values.get('∂ε/∂z'))).toBeCloseTo(Number(values.get('z')) - 0.9, 6)
})

test('examples/gradcheck.mjs: every derivative is what differences say', async () => {
  const [, count, apart] =
    (await example('gradcheck')).match(/^(\d+) parameters; furthest apart, by (\S+):/) ?? []
  expect(Number(count)).toBe(4 * 4 + 2 * 5)
  expect(Number(apart)).toBeLessThan(1e-7)
})
