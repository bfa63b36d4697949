import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { UsageError } from '../errors.js'
import { fromNetwork } from '../lecture/textbook/from-network.js'
import { outputOf } from '../lecture/textbook/network.js'
import { createRandom } from '../random.js'
import { Trainer } from '../training/trainer.js'
import { createArchitecture, type Functions } from './architecture.js'
import { Network } from './network.js'

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 })

describe('Network', () => {
  test('predicts what the textbook says, to float32', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), fc.boolean(), (sizes, seed, floats) => {
        const network = Network.create(sizes, seed)
        const random = createRandom(seed, 0)
        const bytes = new Uint8Array(sizes[0]).map(() => random.integer(256))
        const features = floats ? Float32Array.from(bytes, (byte) => byte / 100) : bytes
        const exact = outputOf(
          fromNetwork(network),
          Float64Array.from(features, (x) => (floats ? x : x / 255)),
        )
        const found = network.predict(features)
        expect(found).toHaveLength(sizes[sizes.length - 1])
        found.forEach((z, j) => {
          expect(Math.abs(z - exact[j])).toBeLessThan(1e-5)
        })
        const activations = network.activations(features)
        expect(activations.map(({ length }) => length)).toEqual(sizes.slice(1))
        expect(activations[activations.length - 1]).toEqual(found)
      }),
    )
  })

  test('predicts with the bits of training: its losses are those of an evaluation', () => {
    const [count, inputs, outputs] = [40, 30, 4]
    const random = createRandom(1, 0)
    const part = (form: 'bytes' | 'floats', lit: number): Dataset => {
      const features = new Uint8Array(count * inputs).map(() =>
        random.uniform() < lit ? 1 + random.integer(255) : 0,
      )
      return {
        name: form,
        count,
        inputs,
        outputs,
        features: form === 'bytes' ? features : Float32Array.from(features),
        labels: new Uint32Array(count).map((_, n) => n % outputs),
        classes: [],
      }
    }
    for (const test of [part('bytes', 0.2), part('bytes', 0.9), part('floats', 0.5)]) {
      const dataset = { train: test, test }
      const trainer = new Trainer({ dataset, hidden: [50, 7], batchSize: 8, learningRate: 1, seed: 1 })
      trainer.epoch()
      const { network } = trainer
      const confusion = new Uint32Array(outputs * outputs)
      for (let n = 0; n < count; n++) {
        const z = network.predict(test.features.slice(n * inputs, (n + 1) * inputs))
        confusion[(n % outputs) * outputs + z.indexOf(Math.max(...z))]++
      }
      expect(trainer.evaluate().confusion).toEqual(confusion)
    }
  })

  test('refuses parameters and features of another length', () => {
    expect(() => new Network(createArchitecture([2, 2]), new Float32Array(11))).toThrow(UsageError)
    expect(() => new Network(createArchitecture([2, 2]), new Float32Array(11))).toThrow(
      'expected 12 parameters, found 11',
    )
    expect(() => Network.create([3, 2], 1).predict(new Uint8Array(2))).toThrow('expected 3 features, found 2')
  })

  test('refuses functions that there are none of', () => {
    const create = (functions: object) => () => Network.create([2, 3, 2], 1, functions as Functions)
    expect(create({ activations: ['swish'], head: 'squared' })).toThrow(UsageError)
    expect(create({ activations: ['relu'], head: 'softmax' })).toThrow("found 'softmax'")
  })

  test('predicts a batch with the bits of each example alone, in one array or in many', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 300 }), fc.nat(), (sizes, count, seed) => {
        const network = Network.create(sizes, seed)
        const [inputs] = sizes
        const random = createRandom(seed, 1)
        const bytes = new Uint8Array(count * inputs).map(() => Math.max(0, random.integer(400) - 150))
        const floats = Float32Array.from(bytes, (byte) => byte / 255)
        const rowsOf = (all: Uint8Array | Float32Array) =>
          Array.from({ length: count }, (_, n) => all.subarray(n * inputs, (n + 1) * inputs))
        const one = rowsOf(bytes).flatMap((row) => [...network.predict(row)])
        const z = network.predictBatch(bytes)
        expect(z).toEqual(Float32Array.from(one))
        const mixed = rowsOf(bytes).map((row, n) => (n % 2 === 0 ? row : rowsOf(floats)[n]))
        for (const batch of [floats, rowsOf(bytes), rowsOf(floats), mixed]) {
          expect(network.predictBatch(batch)).toEqual(z)
          const layers = rowsOf(bytes).map((row) => network.activations(row))
          for (const [l, activations] of network.activationsBatch(batch).entries()) {
            expect(activations).toEqual(Float32Array.from(layers.flatMap((each) => [...each[l]])))
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  test('predicts with what is written to its parameters, and leaves alone those that it was made of', () => {
    const { architecture, parameters } = Network.create([3, 20, 2], 1)
    const given = parameters.slice()
    const network = new Network(architecture, given)
    const x = Float32Array.of(1, 2, 3)
    const before = network.predict(x)
    given.fill(0)
    expect(network.predict(x)).toEqual(before)
    network.parameters.fill(0)
    expect(network.predict(x)).toEqual(Float32Array.of(0.5, 0.5))
    expect(network.predictBatch(x)).toEqual(Float32Array.of(0.5, 0.5))
  })

  test('refuses a batch that is no whole number of examples', () => {
    const network = Network.create([3, 2], 1)
    expect(() => network.predictBatch(new Uint8Array(7))).toThrow(
      'expected a multiple of 3 features, found 7',
    )
    expect(() => network.predictBatch([new Uint8Array(3), new Float32Array(4)])).toThrow(
      'expected 3 features, found 4',
    )
  })
})
