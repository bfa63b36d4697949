import { Network } from '@antigrad/core'
import { textbook } from '@antigrad/core/lecture'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contributionsOf, strongest } from './contributions.js'

test('the terms and the bias make up the preactivation of the output', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 4 })
  fc.assert(
    fc.property(sizes, fc.nat(), (sizes, seed) => {
      const network = Network.create(sizes, seed)
      const { architecture, parameters } = network
      const x = Float32Array.from({ length: sizes[0] }, (_, i) => ((i * 7 + seed) % 11) / 5 - 1)
      const { preactivations } = textbook.forward(textbook.fromNetwork(network), Float64Array.from(x))
      const activations = network.activations(x)
      for (let output = 0; output < sizes[sizes.length - 1]; output++) {
        const hidden = activations[activations.length - 2]
        const found = contributionsOf(architecture, parameters, hidden, output)
        expect(found?.terms).toHaveLength(sizes[sizes.length - 2])
        expect(found?.sum).toBeCloseTo(preactivations[preactivations.length - 1][output], 4)
      }
    }),
  )
})

test('the strongest come first, whatever their sign', () => {
  expect(strongest(Float32Array.of(1, -3, 0, 2), 3)).toEqual([1, 3, 0])
})

test('a network without hidden layers has none', () => {
  const { architecture, parameters } = Network.create([4, 2], 1)
  expect(contributionsOf(architecture, parameters, new Float32Array(4), 0)).toBeUndefined()
})
