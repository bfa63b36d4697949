import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadInput } from '../errors.js'
import { layerMatrices } from '../network/layer-matrices.js'
import { indexOf } from '../network/matrix.js'
import { Network } from '../network/network.js'
import type { Tensor } from './safetensors.js'
import { fromTensors, parametersFrom, toTensors, weightBytes } from './tensors.js'

const networks = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 }), fc.integer())
  .map(([sizes, seed]) => Network.create(sizes, seed))

describe('the tensors of a network', () => {
  test('are named and shaped as a state dict of PyTorch, and hold every weight once', () => {
    const { architecture, parameters } = Network.create([3, 50, 2], 1)
    const layers = layerMatrices(architecture, parameters)
    layers[1].values[indexOf(layers[1], 50, 1)] = 0.25
    const tensors = toTensors(architecture, parameters)
    expect([...tensors].map(([name, { shape }]) => [name, ...shape])).toEqual([
      ['layers.0.weight', 50, 3],
      ['layers.0.bias', 50],
      ['layers.1.weight', 2, 50],
      ['layers.1.bias', 2],
    ])
    // Row 49 of V: the weights of unit 49.
    expect(tensors.get('layers.0.weight')?.values[49 * 3 + 2]).toBe(
      layers[0].values[indexOf(layers[0], 2, 49)],
    )
    expect([...(tensors.get('layers.1.bias')?.values ?? [])]).toEqual([0, 0.25])
  })

  test('give the network back bit by bit', () => {
    fc.assert(
      fc.property(networks, ({ architecture, parameters }) => {
        const back = fromTensors(toTensors(architecture, parameters), 'file')
        expect(back.architecture).toEqual(architecture)
        expect(back.parameters).toEqual(parameters)
      }),
    )
  })

  test('as bytes are all weights and biases, little-endian, and none of the padding', () => {
    fc.assert(
      fc.property(networks, ({ architecture, parameters }) => {
        const bytes = weightBytes(architecture, parameters)
        expect(bytes).toHaveLength(4 * architecture.parameters)
        // Layers come in the order of their names' characters.
        const byName = [...toTensors(architecture, parameters)].sort(([a], [b]) => (a < b ? -1 : 1))
        const view = new DataView(bytes.buffer)
        const floats = byName.flatMap(([, { values }]) => [...values])
        expect(floats.every((value, n) => Object.is(view.getFloat32(4 * n, true), value))).toBe(true)
      }),
    )
  })
})

describe('tensors of another network are refused', () => {
  const tensor = (...shape: number[]): Tensor => ({
    shape,
    values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  })
  const CASES: readonly [Record<string, Tensor>, string][] = [
    [{}, 'm.safetensors: expected a tensor layers.0.weight, found none'],
    [{ 'fc1.weight': tensor(2, 3) }, 'expected a tensor layers.0.weight, found "fc1.weight"'],
    [{ 'layers.0.weight': tensor(2, 3) }, 'expected a tensor layers.0.bias, found "layers.0.weight"'],
    [
      Object.fromEntries(['a\n\u009b', 'b', 'c', 'd', 'e'].map((name) => [name, tensor(1)])),
      'expected a tensor layers.0.weight, found "a\\n\\u{9b}", "b", "c", "d", …',
    ],
    [
      { 'layers.0.weight': tensor(2, 3, 1), 'layers.0.bias': tensor(2) },
      'layers.0.weight: expected a shape (outputs, inputs), found (2, 3, 1)',
    ],
    [
      { 'layers.0.weight': tensor(0, 3), 'layers.0.bias': tensor(0) },
      'expected a shape (outputs, inputs), found (0, 3)',
    ],
    [
      { 'layers.0.weight': tensor(2, 3), 'layers.0.bias': tensor(3) },
      'layers.0.bias: expected shape (2), found (3)',
    ],
    [
      {
        'layers.0.weight': tensor(2, 3),
        'layers.0.bias': tensor(2),
        'layers.1.weight': tensor(1, 3),
        'layers.1.bias': tensor(1),
      },
      'layers.1.weight: expected 2 inputs as the layer before has outputs, found 3',
    ],
  ]
  test('of more parameters than fit', () => {
    // Each row of one weight is padded to four. The values are not looked at before that is known.
    const weight = { shape: [1, 2 ** 28], values: new Float32Array(0) }
    const read = () =>
      fromTensors(
        new Map([
          ['layers.0.weight', weight],
          ['layers.0.bias', tensor(1)],
        ]),
        'm',
      )
    expect(read).toThrow(BadInput)
    expect(read).toThrow('m: a network of 268435456,1 has 268435457 parameters; at most 2³⁰ fit')
  })
  test.each(CASES)('%#', (tensors, message) => {
    const read = () => fromTensors(new Map(Object.entries(tensors)), 'm.safetensors')
    expect(read).toThrow(BadInput)
    expect(read).toThrow(message)
  })
})

test('parametersFrom gives back what toTensors took, and takes no other network', () => {
  const { architecture, parameters } = Network.create([5, 67, 3], 1)
  const tensors = toTensors(architecture, parameters)
  expect(parametersFrom(tensors, architecture, 'm')).toEqual(parameters)
  const other = Network.create([5, 66, 3], 1).architecture
  expect(() => parametersFrom(tensors, other, 'm')).toThrow(
    'm: expected tensors of a network of 5,66,3, found of 5,67,3',
  )
})
