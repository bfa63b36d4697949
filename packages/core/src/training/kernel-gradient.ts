import type { Dataset } from '../dataset.js'
import { createEngine } from '../engine/engine.js'
import { planExamples, storeExamples } from '../engine/examples.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { allocateParameters, allocateSingleThread } from '../engine/workspace.js'
import { Network } from '../network/network.js'
import { checkShape } from './evaluator.js'

/**
 * The gradient of a whole dataset taken as one minibatch, as the float32 kernels compute it in a step of
 * training: what the textbook and the reference are compared with (docs/derivation.md §8).
 * @param dataset few examples: all are in memory with their activations at once
 * @returns ∂ε/∂V in the place of V, ∂ε/∂v in the place of v, summed over the examples
 * @throws UsageError where the network is of another shape than the examples
 */
export function kernelGradient(network: Network, dataset: Dataset, kernels: Kernels['name']): Network {
  checkShape(network, dataset)
  const { architecture } = network
  const { count } = dataset
  const train = planExamples(dataset)
  const test = { ...train, count: 0, targets: 0, entries: 0 }
  const plan = { sizes: architecture.sizes, functions: architecture, batchSize: count, train, test }
  const { workspace, gradient, computation, slice, sorted } = createEngine(
    (arena) => ({
      ...allocateSingleThread(arena, plan),
      gradient: allocateParameters(arena, architecture),
    }),
    kernels,
  )
  workspace.parameters.set(network.parameters)
  storeExamples(workspace.train.examples, dataset)
  for (let n = 0; n < count; n++) workspace.identity[n] = n
  // Of an epoch: a step keeps the slopes of activations whose derivative does not follow from y.
  const minibatch = { order: workspace.identity, first: 0, count, epoch: 1 }
  computation.forward(workspace.train, minibatch, 0, count)
  computation.compare(workspace.train, minibatch, 0, count)
  computation.transpose()
  computation.backward(0, count)
  computation.sort(minibatch, 0, count, sorted)
  computation.gradient(minibatch, 0, count, slice, sorted, gradient.layers)
  return new Network(architecture, gradient.values)
}
