import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadInput, UsageError } from '../errors.js'
import { Network } from '../network/network.js'
import { nameLayers } from './layer-names.js'
import { readModel } from './model.js'
import { type Tensor, writeSafetensors } from './safetensors.js'
import { toTensors } from './tensors.js'

/** A network's tensors, each layer under another name. */
function named(sizes: readonly number[], names: readonly string[]): Map<string, Tensor> {
  const { architecture, parameters } = Network.create(sizes, 1)
  return new Map(
    [...toTensors(architecture, parameters)].map(([name, tensor]) => {
      const [, layer, kind] = name.split('.')
      return [`${names[Number(layer)]}.${kind}`, tensor]
    }),
  )
}

const read = (tensors: ReadonlyMap<string, Tensor>, rename?: ReadonlyMap<string, string>) =>
  readModel(writeSafetensors(tensors), 'm.safetensors', undefined, rename).network

/** All orders of a list. */
function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}

describe("another program's network", () => {
  test.each([
    [['layers.0', 'layers.2']],
    [['layers.0', 'layers.2', 'layers.10']],
    [['fc1', 'fc2', 'fc3']],
    [['net.0', 'net.3', 'net.6']],
    [['hidden', 'out']],
    [['encoder.linear', 'decoder.linear']],
    [['fc1', 'fc2', 'head']],
    [['input', 'layers.0', 'layers.1', 'output']],
  ])('of the layers %j is that with our names', (names) => {
    const sizes = [5, 3, 4, 6, 2].slice(0, names.length + 1)
    expect(read(named(sizes, names)).parameters).toEqual(Network.create(sizes, 1).parameters)
    expect(read(named(sizes, names)).architecture.sizes).toEqual(sizes)
  })

  test('of weights that are alike goes by numbers, in whatever order they lie', () => {
    const sizes = [4, 4, 4, 4]
    const tensors = [...named(sizes, ['fc2', 'fc10', 'fc11'])]
    for (const order of orders(tensors)) {
      const renamed = nameLayers(new Map(order), 'm')
      expect(renamed).toEqual(named(sizes, ['layers.0', 'layers.1', 'layers.2']))
    }
  })

  test('whose order is not clear is refused, and read with names', () => {
    const sizes = [4, 4, 4]
    const tensors = named(sizes, ['b', 'a'])
    expect(() => read(tensors)).toThrow(BadInput)
    expect(() => read(tensors)).toThrow(
      'found several of "a.weight (4, 4)", "b.weight (4, 4)" (--rename old=layers.0',
    )
    const rename = new Map([
      ['b', 'layers.0'],
      ['a', 'layers.1'],
    ])
    expect(read(tensors, rename).parameters).toEqual(Network.create(sizes, 1).parameters)
    expect(() => read(tensors, new Map([['c', 'd']]))).toThrow(UsageError)
    expect(() => read(tensors, new Map([['a', 'b']]))).toThrow(UsageError)
  })

  test.each([
    [
      'sizes that make no chain',
      named([5, 3, 2], ['fc1', 'fc3'])
        .set('fc2.weight', { shape: [7, 7], values: new Float32Array(49) })
        .set('fc2.bias', { shape: [7], values: new Float32Array(7) }),
      'fc2.weight: expected 3 inputs as the layer before has outputs, found 7',
    ],
    [
      'none of several families',
      new Map([...named([5, 3], ['a']), ...named([4, 2], ['b'])]),
      'found none of "a.weight (3, 5)", "b.weight (2, 4)"',
    ],
    [
      'a tensor that no layer uses',
      named([5, 3], ['fc1']).set('bn.weight', { shape: [3], values: new Float32Array(3) }),
      'found "bn.weight", which no layer uses',
    ],
    [
      'four dimensions',
      named([5, 3], ['fc1']).set('conv.weight', { shape: [1, 1, 1, 1], values: new Float32Array(1) }),
      'found "conv.weight", which no layer uses',
    ],
  ] as [string, Map<string, Tensor>, string][])('with %s is refused by name', (_, tensors, message) => {
    expect(() => read(tensors)).toThrow(BadInput)
    expect(() => read(tensors)).toThrow(message)
  })

  test('without one of its biases is refused by name, without any it has none', () => {
    const tensors = named([5, 4, 3], ['fc1', 'fc2'])
    tensors.delete('fc1.bias')
    expect(() => read(tensors)).toThrow('expected a tensor "fc1.bias" beside "fc1.weight", found none: zeros')
    const biased = read(named([5, 4, 3], ['fc1', 'fc2']))
    tensors.delete('fc2.bias')
    const [first, second] = [biased, read(tensors)].map(({ architecture, parameters }) =>
      toTensors(architecture, parameters),
    )
    expect(second.get('layers.1.weight')).toEqual(first.get('layers.1.weight'))
    expect(second.get('layers.1.bias')?.values).toEqual(new Float32Array(3))
  })

  test('of very many layers that could be in any order is not tried for ever', () => {
    const names = Array.from({ length: 40 }, (_, n) =>
      String.fromCharCode(97 + (n % 26)).repeat(1 + Math.floor(n / 26)),
    )
    const began = performance.now()
    expect(() => read(named(new Array(41).fill(4), names))).toThrow('found several')
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('floats of other types', () => {
  /** A file of one layer of one weight, of this type. */
  function file(type: string, weight: readonly number[]): Uint8Array {
    const size = weight.length
    const header = `{"a.weight":{"dtype":"${type}","shape":[1,1],"data_offsets":[0,${size}]},"a.bias":{"dtype":"${type}","shape":[1],"data_offsets":[${size},${2 * size}]}}`
    const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer)
    return Uint8Array.from([...length, ...Buffer.from(header), ...weight, ...new Array(size).fill(0)])
  }
  const weightOf = (bytes: Uint8Array) => {
    const { architecture, parameters } = readModel(bytes, 'm').network
    return toTensors(architecture, parameters).get('layers.0.weight')?.values[0]
  }
  const bytesOf = (array: Uint16Array | Float64Array) => [...new Uint8Array(array.buffer)]

  test('each float16 is the float32 of its value', () => {
    for (let half = 0; half < 2 ** 16; half += half % 1024 < 4 ? 1 : 97) {
      const [sign, exponent, fraction] = [half >>> 15 ? -1 : 1, (half >>> 10) & 31, half & 1023]
      if (exponent === 31) continue
      const value = exponent > 0 ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024)
      expect(weightOf(file('F16', bytesOf(Uint16Array.of(half))))).toBe(sign * value)
    }
  })

  test('each bfloat16 is the upper half of a float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const bits = new Uint32Array(Float32Array.of(value).buffer)[0] >>> 16
        const kept = new Float32Array(Uint32Array.of(bits * 2 ** 16).buffer)[0]
        fc.pre(Number.isFinite(kept))
        expect(weightOf(file('BF16', bytesOf(Uint16Array.of(bits))))).toBe(kept)
      }),
    )
  })

  test('each float64 is rounded', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e30, max: 1e30, noNaN: true }), (value) => {
        expect(weightOf(file('F64', bytesOf(Float64Array.of(value))))).toBe(Math.fround(value))
      }),
    )
  })

  test('those that are no number, or too large for float32, are refused', () => {
    expect(() => weightOf(file('F16', [0, 0x7c]))).toThrow(
      'expected a finite number, found Infinity in "a.weight"',
    )
    expect(() => weightOf(file('F64', bytesOf(Float64Array.of(1e300))))).toThrow('expected a finite number')
    expect(() => weightOf(file('I8', [1]))).toThrow('expected dtype F32, F16, BF16 or F64, found "I8"')
  })
})
