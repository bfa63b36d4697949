import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { Network } from '../network/network.js'
import { createRandom } from '../random.js'
import { evaluate, predictDataset } from './evaluator.js'
import { Trainer } from './trainer.js'

const cases = fc.record({
  inputs: fc.integer({ min: 1, max: 30 }),
  hidden: fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 2 }),
  outputs: fc.integer({ min: 1, max: 5 }),
  // Around the size of a piece too.
  count: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 250, max: 520 })),
  seed: fc.nat(),
  features: fc.constantFrom('dark bytes', 'lit bytes', 'floats'),
  labelled: fc.boolean(),
})

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

function datasetOf({ inputs, outputs, count, seed, features: kind, labelled }: Case): Dataset {
  const random = createRandom(seed, 1)
  const lit = kind === 'dark bytes' ? 0.3 : 0.95
  const bytes = Uint8Array.from({ length: count * inputs }, () =>
    random.uniform() < lit ? 1 + random.integer(255) : 0,
  )
  const answer = labelled
    ? { labels: Uint32Array.from({ length: count }, () => random.integer(outputs)) }
    : { targets: Float32Array.from({ length: count * outputs }, () => random.uniform()) }
  const features = kind === 'floats' ? Float32Array.from(bytes, (byte) => byte / 100 - 1) : bytes
  return { name: kind, count, inputs, outputs, features, ...answer, classes: [] }
}

test('says of a network what its trainer says, with all kernels', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const dataset = datasetOf(made)
      const trainer = new Trainer({
        dataset: { train: dataset, test: dataset },
        hidden: made.hidden,
        batchSize: 7,
        learningRate: 0.5,
        seed: made.seed,
      })
      trainer.epoch()
      const [found, expected] = [evaluate(trainer.network, dataset), trainer.evaluate()]
      if (made.labelled) expect(found).toEqual(expected)
      else expect(found.loss).toBe(expected.loss)
      expect(predictDataset(trainer.network, dataset, 'plain')).toEqual(
        predictDataset(trainer.network, dataset),
      )
    }),
    { numRuns: 30 },
  )
})

test('agrees with predictions of each example', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const dataset = datasetOf(made)
      const { inputs, outputs, count, features, labels, targets } = dataset
      const network = Network.create([inputs, ...made.hidden, outputs], made.seed)
      const { predictions, losses } = predictDataset(network, dataset)
      for (let n = 0; n < count; n++) {
        const z = network.predict(features.subarray(n * inputs, (n + 1) * inputs))
        expect(predictions[n]).toBe(z.indexOf(Math.max(...z)))
        const loss = z.reduce((sum, value, j) => {
          const l = targets ? targets[n * outputs + j] : Number(labels?.[n] === j)
          return sum + (value - l) ** 2 / 2
        }, 0)
        expect(Math.abs(losses[n] - loss)).toBeLessThan(1e-6)
      }
    }),
    { numRuns: 20 },
  )
})

test('refuses examples of another shape', () => {
  const dataset = datasetOf({
    inputs: 3,
    hidden: [],
    outputs: 2,
    count: 4,
    seed: 1,
    features: 'floats',
    labelled: true,
  })
  expect(() => evaluate(Network.create([4, 2], 1), dataset)).toThrow(
    'floats: expected 4 inputs and 2 outputs, found 3 and 2',
  )
})
