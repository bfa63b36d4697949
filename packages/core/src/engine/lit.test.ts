import { expect, test } from 'vitest'
import { createArchitecture } from '../network/architecture.js'
import { zerosLeftOut } from './lit.js'

const network = (activation: 'relu' | 'gelu', ...sizes: number[]) =>
  createArchitecture(sizes, {
    activations: sizes.slice(2).map(() => activation),
    head: 'softmax-cross-entropy',
  })

test('a ReLU layer has zeros for the layer after it and, on the way back, for the one before', () => {
  const architecture = network('relu', 784, 512, 256, 10)
  expect(zerosLeftOut(architecture, [])).toEqual({
    inputs: [false, true, false],
    deltas: [false, true, false],
  })
})

test('layers of fewer units than a panel take all of their inputs', () => {
  const architecture = network('relu', 784, 128, 10)
  expect(zerosLeftOut(architecture, []).inputs).toEqual([false, false])
})

test('of other activations only dropout leaves zeros, and no more than it leaves out', () => {
  const architecture = network('gelu', 784, 512, 256, 10)
  expect(zerosLeftOut(architecture, [0.2, 0]).inputs).toEqual([false, false, false])
  expect(zerosLeftOut(architecture, [0.5, 0])).toEqual({
    inputs: [false, true, false],
    deltas: [false, false, false],
  })
})
