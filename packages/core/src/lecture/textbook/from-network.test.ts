import { expect, it } from 'vitest'
import { Network } from '../../network/network.js'
import { fromNetwork } from './from-network.js'
import { outputOf } from './network.js'

it('computes what the float32 network computes, to float32 precision', () => {
  for (const sizes of [
    [3, 2],
    [5, 60, 4],
    [7, 49, 3, 2],
  ]) {
    const network = Network.create(sizes, 3)
    const features = Float32Array.from({ length: sizes[0] }, (_, i) => Math.fround(0.1 * i - 0.2))
    const exact = outputOf(fromNetwork(network), Float64Array.from(features))
    network.predict(features).forEach((z, j) => {
      expect(Math.abs(z - exact[j])).toBeLessThan(1e-6)
    })
  }
})
