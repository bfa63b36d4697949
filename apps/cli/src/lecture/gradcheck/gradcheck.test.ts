import { ACTIVATIONS, createArchitecture, type Dataset, HEADS, Network } from '@antigrad/core'
import { kernelGradient, textbook } from '@antigrad/core/lecture'
import { describe, expect, test } from 'vitest'
import { checkByDifferences } from './by-differences.js'
import { compareWithin } from './by-kernels.js'
import { chooseExamples, textbookExamples } from './examples.js'
import { type Checked, checkLines, isRight } from './verdict.js'

const dataset: Dataset = {
  name: 'bytes',
  count: 5,
  inputs: 2,
  outputs: 3,
  features: Uint8Array.of(0, 255, 51, 0, 102, 0, 0, 0, 255, 255),
  labels: Uint32Array.of(2, 0, 1, 1, 0),
  classes: ['a', 'b', 'c'],
}

test('chosen examples keep their features, labels and numbers', () => {
  const { dataset: chosen, numbers } = chooseExamples(dataset, 3, 1)
  expect(chosen.count).toBe(3)
  for (const [row, n] of numbers.entries()) {
    expect([...chosen.features.subarray(2 * row, 2 * row + 2)]).toEqual([
      ...dataset.features.subarray(2 * n, 2 * n + 2),
    ])
    expect(chosen.labels?.[row]).toBe(dataset.labels?.[n])
  }
  expect(chooseExamples(dataset, 9, 1).numbers).toEqual([0, 1, 2, 3, 4])
})

test('in float64 a byte is a share of 255 and a label a column with a one', () => {
  const [, second] = textbookExamples(dataset)
  expect([...second.input]).toEqual([0.2, 0])
  expect([...second.label]).toEqual([1, 0, 0])
  const { labels: _, ...rest } = dataset
  const numbers = textbookExamples({ ...rest, outputs: 1, targets: Float32Array.of(0.5, 0.25, 0, 0, 0) })
  expect([...numbers[1].label]).toEqual([0.25])
})

describe('by differences', () => {
  const network = Network.create([2, 4, 3], 1)

  test('weights whose input is 0 are left out, biases never', () => {
    // Inputs that are not 0 in the five examples: 1, 1, 1, 0 and 2.
    const [first, second] = checkByDifferences(network, textbookExamples(dataset), 1000, 1)
    expect(first.parameters).toBe(4 * (1 + 1 + 1 + 0 + 2) + 5 * 4)
    expect(second.parameters).toBe(5 * (3 * 4 + 3))
    expect(Math.max(first.relativeError, second.relativeError)).toBeLessThan(1e-7)
  })

  test('no more parameters are compared than are asked for', () => {
    const [first, second] = checkByDifferences(network, textbookExamples(dataset), 3, 1)
    expect([first.parameters, second.parameters]).toEqual([15, 15])
  })
})

test('on a kink nothing is compared, and that is said', () => {
  // All weights and biases are 0: every unit of relu stands at 0.
  const atKink = new Network(createArchitecture([2, 2, 3], { activations: ['relu'], head: 'linear-squared' }))
  const [first] = checkByDifferences(atKink, textbookExamples(dataset), 1000, 1)
  expect(first).toMatchObject({ parameters: 0, kinks: 2 * (1 + 1 + 1 + 0 + 2) + 5 * 2 })
})

describe.each(HEADS)('the kernels of %s', (head) => {
  test.each(ACTIVATIONS)(
    'stay within what rounding may leave with %s, and not when one part in 1000 off',
    (activation) => {
      const network = Network.create([2, 6, 5, 3], 3, { activations: [activation, activation], head })
      const found = textbook.fromNetwork(kernelGradient(network, dataset, 'plain'))
      const off = found.map(({ weights, biases }) => ({ weights, biases: biases.map((b) => b * 1.001) }))
      for (const { share } of compareWithin(network, dataset, found)) expect(share).toBeLessThanOrEqual(1)
      for (const { share } of compareWithin(network, dataset, off)) expect(share).toBeGreaterThan(1)
    },
  )
})

describe('the verdict', () => {
  const right: Checked = {
    title: 'network',
    examples: [7],
    differences: [
      { relativeError: 1e-8, parameter: 'biases[0]', analytic: 1, numeric: 1, parameters: 3, example: 0 },
    ],
    kernels: { layers: [{ error: 1e-8, largest: 0.1 }], sameBits: true },
  }

  test.each([
    ['nothing', right, true],
    ['a derivative', { ...right, differences: [{ ...right.differences[0], relativeError: 1e-5 }] }, false],
    [
      'a derivative that is not finite',
      { ...right, differences: [{ ...right.differences[0], relativeError: Number.POSITIVE_INFINITY }] },
      false,
    ],
    ['a kernel', { ...right, kernels: { ...right.kernels, layers: [{ error: 1e-4, largest: 0.1 }] } }, false],
    [
      'a kernel by a rounding',
      { ...right, kernels: { ...right.kernels, layers: [{ error: 9e-8, largest: 1e-7 }] } },
      true,
    ],
    [
      'a kernel, not a number',
      { ...right, kernels: { ...right.kernels, layers: [{ error: Number.NaN, largest: 1 }] } },
      false,
    ],
    [
      'a kernel by more than its bound',
      { ...right, kernels: { ...right.kernels, layers: [{ error: 1e-8, largest: 0.1, share: 1.01 }] } },
      false,
    ],
    ['bits', { ...right, kernels: { ...right.kernels, sameBits: false } }, false],
  ])('where %s is off', (_, checked, expected) => {
    expect(isRight(checked)).toBe(expected)
    expect(checkLines(checked).at(-1)).toMatch(expected ? /^right$/ : /^wrong: /)
  })
})
