import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf } from '../engine/blocks.js'
import { UsageError } from '../errors.js'
import { createArchitecture } from './architecture.js'

describe('createArchitecture', () => {
  test('gives each hidden layer its activation, and the last that of the head', () => {
    const functions = { activations: ['relu', 'gelu'], head: 'softmax-cross-entropy' } as const
    const { layers } = createArchitecture([4, 3, 2, 2], functions)
    expect(layers.map(({ activation }) => activation)).toEqual(['relu', 'gelu', 'softmax'])
    expect(() => createArchitecture([4, 3, 2], functions)).toThrow(
      'expected an activation for each of 1 hidden layers, found 2',
    )
  })

  test('lays the layers one after the other, biases in a last row', () => {
    const { layers, length, rows, parameters } = createArchitecture([784, 30, 10])
    expect(layers).toEqual([
      {
        inputs: 784,
        outputs: 30,
        activation: 'sigmoid',
        offset: 0,
        firstRow: 0,
        blocks: [{ first: 0, last: 784 }],
      },
      {
        inputs: 30,
        outputs: 10,
        activation: 'sigmoid',
        offset: 785 * 32,
        firstRow: 785,
        blocks: blocksOf(30, 10),
      },
    ])
    expect(length).toBe(785 * 32 + 31 * 12)
    expect(rows).toBe(785 + 31)
    expect(parameters).toBe(784 * 30 + 30 + 30 * 10 + 10)
  })

  test('leaves no gap and no overlap, for any sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 2, maxLength: 6 }), (sizes) => {
        const { layers, length, rows } = createArchitecture(sizes)
        let [offset, row] = [0, 0]
        for (const [l, layer] of layers.entries()) {
          expect(layer).toMatchObject({ inputs: sizes[l], outputs: sizes[l + 1], offset, firstRow: row })
          const [first, ...others] = layer.blocks
          if (l !== 1 || sizes.length > 3) expect([first, others]).toEqual([{ first: 0, last: sizes[l] }, []])
          offset += (layer.inputs + 1) * 4 * Math.ceil(layer.outputs / 4)
          row += layer.inputs + 1
        }
        expect([length, rows]).toEqual([offset, row])
      }),
    )
  })

  test('keeps a copy of the sizes', () => {
    const sizes = [3, 2]
    const architecture = createArchitecture(sizes)
    sizes[0] = 9
    expect(architecture.sizes).toEqual([3, 2])
  })

  test.each([
    [[]],
    [[3]],
    [[3, 0]],
    [[3, -1, 2]],
    [[3, 1.5]],
    [[Number.NaN, 2]],
    [[3, Number.POSITIVE_INFINITY]],
  ])('refuses %j', (sizes) => {
    expect(() => createArchitecture(sizes)).toThrow(UsageError)
  })

  test('refuses what does not fit in 4 GiB, and says how large it is', () => {
    expect(() => createArchitecture([2 ** 15, 2 ** 15])).toThrow('has 1073774592 parameters; at most 2³⁰ fit')
    expect(createArchitecture([2 ** 15 - 1, 2 ** 15]).length).toBe(2 ** 30)
  })
})
