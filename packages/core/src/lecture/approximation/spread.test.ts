import { expect, test } from 'vitest'
import { createArchitecture } from '../../network/architecture.js'
import { layerMatrices } from '../../network/layer-matrices.js'
import { indexOf } from '../../network/matrix.js'
import { type Samples, samplesOf } from './samples.js'
import { spreadParameters } from './spread.js'

/** Weights and biases of the first layer, unit by unit. */
function unitsOf(samples: Samples, hidden: readonly number[], seed: number) {
  const parameters = spreadParameters(samples, hidden, seed)
  const [first] = layerMatrices(createArchitecture([samples.dimensions, ...hidden, 1]), parameters)
  return Array.from({ length: hidden[0] }, (_, j) => {
    const column = Array.from({ length: first.rows }, (_, i) => first.values[indexOf(first, i, j)])
    return { weights: column.slice(0, -1), bias: column[column.length - 1] }
  })
}

const even = Array.from({ length: 41 }, (_, n) => n / 20 - 1)

test('of one argument each unit bends in a part of the range of its own, all as steep', () => {
  const samples = samplesOf([even], even)
  for (let seed = 0; seed < 20; seed++) {
    for (const [j, { weights, bias }] of unitsOf(samples, [10], seed).entries()) {
      const centre = -bias / weights[0]
      expect(centre).toBeGreaterThanOrEqual(-1 + j / 5 - 1e-6)
      expect(centre).toBeLessThanOrEqual(-1 + (j + 1) / 5 + 1e-6)
      expect(Math.abs(weights[0])).toBeCloseTo(6, 4)
    }
  }
})

test('where samples lie close there are more units, and steeper ones, within a bound', () => {
  const crowded = samplesOf([even.map((x) => (x < 0.5 ? -1 + (x + 1) / 30 : x))], even)
  const units = unitsOf(crowded, [12], 1)
  const centres = units.map(({ weights, bias }) => -bias / weights[0])
  expect(centres.filter((centre) => centre < -0.9).length).toBeGreaterThan(6)
  const slopes = units.map(({ weights }) => Math.abs(weights[0]))
  expect(slopes[0]).toBeGreaterThan(3 * slopes[11])
  expect(Math.max(...slopes)).toBeLessThanOrEqual(8 * 1.2 * 6 + 1e-3)
})

test('of two arguments each unit bends through a sample, in all directions', () => {
  const samples = samplesOf([even, even.map((x) => x * x)], even)
  const quadrants = new Set<string>()
  for (const { weights, bias } of unitsOf(samples, [60], 1)) {
    quadrants.add(weights.map(Math.sign).join())
    const off = even.map((x) => Math.abs(weights[0] * x + weights[1] * x * x + bias))
    expect(Math.min(...off)).toBeLessThan(1e-5)
  }
  expect(quadrants.size).toBe(4)
})

test('the last layer begins nearly flat, layers between do not', () => {
  const samples = samplesOf([even], even)
  const parameters = spreadParameters(samples, [8, 6], 1)
  const [, second, last] = layerMatrices(createArchitecture([1, 8, 6, 1]), parameters)
  expect(Math.max(...last.values.map(Math.abs))).toBeLessThan(1e-3)
  expect(Math.max(...second.values.map(Math.abs))).toBeGreaterThan(0.3)
})
