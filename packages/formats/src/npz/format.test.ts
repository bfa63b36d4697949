import { createRandom, toTensors } from '@antigrad/core'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { floatBytes } from '../bytes.js'
import { type FoundModel, modelOf } from '../found-model.js'
import { transposed } from '../transposed.js'
import { npz } from './format.js'
import { npyBytes } from './npy-bytes.js'

const SIZES = [4, 7, 7, 3]

interface Named {
  readonly weight: (layer: number) => string
  readonly bias: (layer: number) => string
  /** Whether weights are (inputs, outputs). */
  readonly turned: boolean
}

const counted = (name: string, layer: number): string => (layer === 0 ? name : `${name}_${layer}`)

/** How other programs call the same arrays. */
const NAMINGS: readonly (readonly [program: string, named: Named])[] = [
  ['PyTorch', { weight: (n) => `${2 * n}.weight`, bias: (n) => `${2 * n}.bias`, turned: false }],
  ['scikit-learn', { weight: (n) => `coefs_${n}`, bias: (n) => `intercepts_${n}`, turned: true }],
  [
    'Keras',
    {
      weight: (n) => `${counted('dense', n)}/kernel`,
      bias: (n) => `${counted('dense', n)}/bias`,
      turned: true,
    },
  ],
  [
    'Keras 2',
    {
      weight: (n) => `${counted('mlp/dense', n)}/kernel:0`,
      bias: (n) => `${counted('mlp/dense', n)}/bias:0`,
      turned: true,
    },
  ],
  [
    'Flax',
    { weight: (n) => `params.Dense_${n}.kernel`, bias: (n) => `params.Dense_${n}.bias`, turned: true },
  ],
]

const random = createRandom(1, 0)
const layers = SIZES.slice(1).map((outputs, n) => ({
  inputs: SIZES[n],
  outputs,
  weight: Float32Array.from({ length: SIZES[n] * outputs }, () => random.uniform() - 0.5),
  bias: Float32Array.from({ length: outputs }, () => random.uniform() - 0.5),
}))

async function read(arrays: Record<string, Uint8Array>): Promise<FoundModel> {
  const entries = Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes])
  const { read: readNpz } = npz
  if (!readNpz) throw new Error('npz is read')
  const file = 'a.npz'
  return readNpz({
    file,
    bytes: zipSync(Object.fromEntries(entries), { level: 0 }),
    beside: async () => new Uint8Array(),
  })
}

function arraysOf({ weight, bias, turned }: Named): Record<string, Uint8Array> {
  const arrays: Record<string, Uint8Array> = {}
  for (const [n, { inputs, outputs, ...values }] of layers.entries()) {
    const shape = turned ? [inputs, outputs] : [outputs, inputs]
    const laid = turned ? transposed(values.weight, outputs, inputs) : values.weight
    arrays[weight(n)] = npyBytes('<f4', shape, floatBytes(laid))
    arrays[bias(n)] = npyBytes('<f4', [outputs], floatBytes(values.bias))
  }
  return arrays
}

describe('an archive of arrays', () => {
  it.each(NAMINGS)('gives the same network under the names of %s', async (_, named) => {
    const { network } = modelOf(await read(arraysOf(named)), 'a.npz')
    const tensors = toTensors(network.architecture, network.parameters)
    for (const [n, { inputs, outputs, weight, bias }] of layers.entries()) {
      expect(tensors.get(`layers.${n}.weight`)).toEqual({ shape: [outputs, inputs], values: weight })
      expect(tensors.get(`layers.${n}.bias`)).toEqual({ shape: [outputs], values: bias })
    }
  })

  it('refuses what belongs to no layer, and two arrays of one name, by name', async () => {
    const keras = arraysOf(NAMINGS[2][1])
    const scale = npyBytes('<f4', [7], floatBytes(new Float32Array(7)))
    const normed = await read({ ...keras, 'norm/gamma': scale })
    expect(() => modelOf(normed, 'a.npz')).toThrow('"norm/gamma"')
    await expect(read({ ...keras, 'dense.bias': scale })).rejects.toThrow('found it twice')
  })
})
