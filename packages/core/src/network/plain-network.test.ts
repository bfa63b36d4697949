import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from '../random.js'
import { ACTIVATIONS } from './activation.js'
import type { Features } from './batch.js'
import { HEADS } from './head.js'
import { Network } from './network.js'
import { PlainNetwork } from './plain-network.js'

test('answers with the bits of `Network`, whatever it computes and is asked', () => {
  const width = fc.constantFrom(1, 2, 3, 5, 16, 40, 64, 65, 130)
  const network = fc.record({
    sizes: fc.array(width, { minLength: 2, maxLength: 4 }),
    activation: fc.constantFrom(...ACTIVATIONS),
    head: fc.constantFrom(...HEADS),
    seed: fc.nat(1000),
    bytes: fc.boolean(),
    examples: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(network, ({ sizes, activation, head, seed, bytes, examples }) => {
      const functions = { activations: sizes.slice(2).map(() => activation), head }
      const made = Network.create(sizes, seed, functions)
      const plain = new PlainNetwork(made.architecture, made.parameters.slice())
      const random = createRandom(seed, 1)
      const values = Array.from({ length: examples * sizes[0] }, () => random.integer(256))
      const batch = bytes ? Uint8Array.from(values) : Float32Array.from(values, (value) => value / 64 - 2)
      expect(plain.predictBatch(batch)).toEqual(made.predictBatch(batch))
      const row = batch.subarray(0, sizes[0])
      if (examples > 0) expect(plain.predict(row)).toEqual(made.predict(row))
    }),
    { numRuns: 200 },
  )
})

test.each<[string, (row: number[]) => Features]>([
  ['float32', (row: number[]) => Float32Array.from(row)],
  ['float64', (row: number[]) => Float64Array.from(row)],
  ['plain numbers', (row: number[]) => row],
])('rows of %s mean the same, in one array or in several, to both', (_, form) => {
  const network = Network.create([3, 4, 2], 1)
  const plain = new PlainNetwork(network.architecture, network.parameters.slice())
  const rows = [
    [0.1, 2, -3],
    [4, 0.3, 1e-9],
  ]
  const expected = network.predictBatch(Float32Array.from(rows.flat()))
  for (const answering of [network, plain]) {
    expect(answering.predictBatch(rows.map(form))).toEqual(expected)
    expect(answering.predictBatch(form(rows.flat()))).toEqual(expected)
    expect(answering.predict(form(rows[1]))).toEqual(expected.slice(2))
    expect(answering.predictBatch([])).toEqual(new Float32Array(0))
    expect(() => answering.predict(form([1, 2]))).toThrow('expected 3 features, found 2')
    expect(() => answering.predictBatch(form([1, 2]))).toThrow('expected a multiple of 3 features, found 2')
  }
})
