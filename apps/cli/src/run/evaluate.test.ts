import { type Dataset, evaluate, Network } from '@antigrad/core'
import type { ReadableFeatures } from '@antigrad/data'
import { expect, it } from 'vitest'
import { evaluateNetwork, outputsOf } from './evaluate.js'

const [count, inputs, outputs] = [2500, 12, 3]

/** The same examples, their features as what is read piece by piece. */
function read(dataset: Dataset): Dataset<ReadableFeatures> {
  const { features } = dataset
  const scale = features instanceof Uint8Array ? 255 : 1
  return {
    ...dataset,
    features: {
      length: features.length,
      read: (example, into) => {
        for (let at = 0; at < into.length; at++) into[at] = features[example * inputs + at] / scale
      },
    },
  }
}

it.each([
  ['bytes', Uint8Array],
  ['floats', Float32Array],
])('%s that are read in pieces are evaluated as in memory', (_, Values) => {
  const features = new Values(count * inputs)
  for (let at = 0; at < features.length; at++)
    features[at] = Math.floor(200 * Math.abs(Math.sin(at)) * (at % 2))
  const examples = { name: 'x', count, inputs, outputs, features }
  const labels = Uint32Array.from({ length: count }, (_, n) => n % outputs)
  const targets = Float32Array.from({ length: count * outputs }, (_, n) => (n % 7) / 7)
  for (const dataset of [
    { ...examples, classes: ['a', 'b', 'c'], labels },
    { ...examples, classes: [], targets },
  ]) {
    const network = Network.create([inputs, 8, outputs], 1)
    const found = read(dataset)
    expect(evaluateNetwork(network, dataset, 'x')).toEqual(evaluate(network, dataset))
    expect(evaluateNetwork(network, found, 'x')).toEqual(evaluate(network, dataset))
    expect(outputsOf(network, found)).toEqual(network.predictBatch(features))
  }
})
