import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromNetwork } from '../lecture/textbook/from-network.js'
import { outputOf } from '../lecture/textbook/network.js'
import { createArchitecture } from '../network/architecture.js'
import { copyRows } from '../network/matrix.js'
import { Network } from '../network/network.js'
import { createRandom } from '../random.js'
import { Inference } from './inference.js'

const KERNELS = ['plain', 'simd'] as const

const cases = fc.record({
  // Sizes that fit no tile, of one panel and of several, with one block in the second layer and with more.
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 140 })), {
    minLength: 2,
    maxLength: 4,
  }),
  rows: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 128 })),
  seed: fc.nat(),
  features: fc.constantFrom('dark bytes', 'lit bytes', 'floats'),
})

function featuresOf(kind: string, length: number, seed: number): Uint8Array | Float32Array {
  const random = createRandom(seed, 1)
  const lit = kind === 'dark bytes' ? 0.3 : 0.95
  const bytes = Uint8Array.from({ length }, () => (random.uniform() < lit ? 1 + random.integer(255) : 0))
  return kind === 'floats' ? Float32Array.from(bytes, (byte) => byte / 100 - 1) : bytes
}

/** Every layer's activations, row after row. */
function activationsOf(inference: Inference, rows: number): Float32Array[] {
  return inference.activations.map((activation) => {
    const values = new Float32Array(rows * activation.columns)
    copyRows(activation, rows, values, 0)
    return values
  })
}

describe('Inference', () => {
  test('gives the same bits with all kernels, and those of each row alone', () => {
    fc.assert(
      fc.property(cases, ({ sizes, rows, seed, features: kind }) => {
        const { architecture, parameters } = Network.create(sizes, seed)
        const [inputs] = sizes
        const features = featuresOf(kind, rows * inputs, seed)
        const [plain, ...others] = KERNELS.map((name) => {
          const inference = new Inference(architecture, name)
          inference.parameters.set(parameters)
          inference.forward(features, rows)
          const together = activationsOf(inference, rows)
          const alone = together.map(() => [] as number[])
          for (let n = 0; n < rows; n++) {
            inference.forward(features.subarray(n * inputs, (n + 1) * inputs), 1)
            activationsOf(inference, 1).forEach((values, l) => {
              alone[l].push(...values)
            })
          }
          expect(alone.map((values) => Float32Array.from(values))).toEqual(together)
          return together
        })
        for (const other of others) expect(other).toEqual(plain)
      }),
      { numRuns: 40 },
    )
  })

  test.each(KERNELS)('with %s kernels computes what the textbook does, to float32', (name) => {
    fc.assert(
      fc.property(cases, ({ sizes, seed, features: kind }) => {
        const network = Network.create(sizes, seed)
        const inference = new Inference(network.architecture, name)
        inference.parameters.set(network.parameters)
        const features = featuresOf(kind, sizes[0], seed)
        inference.forward(features, 1)
        const z = activationsOf(inference, 1)[sizes.length - 2]
        const exact = outputOf(
          fromNetwork(network),
          Float64Array.from(features, (x) => (kind === 'floats' ? x : x / 255)),
        )
        z.forEach((value, j) => {
          expect(Math.abs(value - exact[j])).toBeLessThan(1e-5)
        })
      }),
      { numRuns: 40 },
    )
  })

  test('takes fewer rows of wide layers at once', () => {
    const rows = (...sizes: number[]) => new Inference(createArchitecture(sizes)).rows
    expect(rows(784, 128, 10)).toBe(128)
    expect(rows(100_000, 4)).toBe(8)
  })
})
