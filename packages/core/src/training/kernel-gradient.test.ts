import { describe, expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { minibatchGradient } from '../lecture/textbook/descent.js'
import { fromNetwork } from '../lecture/textbook/from-network.js'
import { Network } from '../network/network.js'
import { createRandom } from '../random.js'
import { loadWideKernels } from '../wide.js'
import { kernelGradient } from './kernel-gradient.js'

/** Examples of bytes, mostly 0, or of floats; with classes or targets. */
function datasetOf(kind: 'bytes' | 'floats', labelled: boolean, inputs: number, outputs: number): Dataset {
  const random = createRandom(5, 0)
  const count = 7
  const features =
    kind === 'bytes'
      ? Uint8Array.from({ length: count * inputs }, () => (random.uniform() < 0.7 ? 0 : random.integer(256)))
      : Float32Array.from({ length: count * inputs }, () => 2 * random.uniform() - 1)
  const answer = labelled
    ? { labels: Uint32Array.from({ length: count }, () => random.integer(outputs)) }
    : { targets: Float32Array.from({ length: count * outputs }, () => random.uniform()) }
  return { name: kind, count, inputs, outputs, features, ...answer, classes: [] }
}

loadWideKernels()

describe.each(['wide', 'simd', 'plain'] as const)('the gradient of the %s kernels', (kernels) => {
  test.each([
    ['bytes', true],
    ['floats', false],
  ] as const)('of %s is that of the textbook, to float32', (kind, labelled) => {
    const dataset = datasetOf(kind, labelled, 30, 4)
    const network = Network.create([30, 9, 5, 4], 2)
    const { features, labels, targets } = dataset
    const examples = Array.from({ length: dataset.count }, (_, n) => ({
      input: Float64Array.from(features.subarray(n * 30, (n + 1) * 30), (value) =>
        kind === 'bytes' ? value / 255 : value,
      ),
      label: Float64Array.from({ length: 4 }, (_, j) =>
        labels ? Number(labels[n] === j) : (targets?.[n * 4 + j] ?? 0),
      ),
    }))
    const expected = minibatchGradient(fromNetwork(network), examples)
    for (const [layer, { weights, biases }] of fromNetwork(
      kernelGradient(network, dataset, kernels),
    ).entries()) {
      const largest = Math.max(...expected[layer].weights.values.map(Math.abs))
      for (const [k, value] of weights.values.entries()) {
        expect(Math.abs(value - expected[layer].weights.values[k])).toBeLessThan(3e-6 * largest)
      }
      for (const [k, value] of biases.entries()) {
        expect(Math.abs(value - expected[layer].biases[k])).toBeLessThan(3e-6 * largest + 1e-7)
      }
    }
  })
})

test('all kernels give the same bits, and other shapes are refused', () => {
  const network = Network.create([30, 9, 4], 2)
  const dataset = datasetOf('bytes', true, 30, 4)
  const [wide, simd, plain] = (['wide', 'simd', 'plain'] as const).map((name) =>
    kernelGradient(network, dataset, name),
  )
  expect(simd.parameters).toEqual(plain.parameters)
  expect(wide.parameters).toEqual(plain.parameters)
  expect(() => kernelGradient(Network.create([29, 4], 1), dataset, 'plain')).toThrow(/expected 29 inputs/)
})
