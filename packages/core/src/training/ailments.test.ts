import { describe, expect, test } from 'vitest'
import { planeDataset } from '../lecture/plane.js'
import { Network } from '../network/network.js'
import { findAilments } from './ailments.js'

const train = planeDataset(
  'points',
  Array.from({ length: 30 }, (_, n) => ({ x: n / 10 - 1.5, y: (n % 7) / 3 - 1, label: n % 2 })),
  2,
)
const falling = [0.5, 0.4, 0.3, 0.2]
const still = [0.5, 0.5, 0.4999, 0.5]

/** A network of two hidden layers of four ReLUs, all of whose parameters are multiplied by `factor`. */
function networkOf(factor: number): Network {
  const network = Network.create([2, 4, 4, 2], 1, { activations: ['relu', 'relu'], head: 'squared' })
  network.parameters.set(network.parameters.map((parameter) => factor * parameter))
  return network
}

describe('findAilments', () => {
  test('finds nothing where the loss falls and the units say different things', () => {
    expect(findAilments({ losses: falling, network: networkOf(1), train })).toEqual([])
    expect(findAilments({ losses: still.slice(0, 2), network: networkOf(1), train })).toEqual([])
  })

  test('a loss that stands still, with outputs at their bounds or not', () => {
    expect(findAilments({ losses: still, network: networkOf(1), train })).toEqual([
      { kind: 'standstill', loss: 0.5, saturated: false },
    ])
    expect(findAilments({ losses: still, network: networkOf(1000), train })).toContainEqual({
      kind: 'standstill',
      loss: 0.5,
      saturated: true,
    })
  })

  test('the same outputs for all examples, which says more than the loss, and dead layers', () => {
    expect(findAilments({ losses: still, network: networkOf(0), train })).toEqual([
      { kind: 'same-outputs', examples: 30 },
      { kind: 'same-units', layer: 1, part: 1, examples: 30 },
      { kind: 'same-units', layer: 2, part: 1, examples: 30 },
    ])
  })
})
