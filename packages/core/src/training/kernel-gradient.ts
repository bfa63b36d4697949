import type { Dataset } from '../dataset.js'
import { Computation } from '../engine/computation.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { allocateShared, kernelsOver } from '../engine/memory.js'
import { wholeSlice, wholeSorted } from '../engine/slice.js'
import { allocateParameters, allocateSingleThread } from '../engine/workspace.js'
import { UsageError } from '../errors.js'
import { Network } from '../network/network.js'
import { planTraining, prepareWorkspace } from './trainer.js'

/**
 * The gradient of a whole dataset taken as one minibatch, as the float32 kernels compute it in a step of
 * training: what the textbook is compared with (docs/derivation.md §8).
 * @param dataset few examples: all are in memory with their activations at once
 * @returns ∂ε/∂V in the place of V, ∂ε/∂v in the place of v, summed over the examples
 * @throws UsageError where the network is of another shape than the examples
 */
export function kernelGradient(network: Network, dataset: Dataset, kernels: Kernels['name']): Network {
  const { architecture, parameters } = network
  const { sizes } = architecture
  const { count, inputs, outputs } = dataset
  if (inputs !== sizes[0] || outputs !== sizes[sizes.length - 1]) {
    throw new UsageError(
      `${dataset.name}: expected ${sizes[0]} inputs and ${sizes[sizes.length - 1]} outputs, found ${inputs} and ${outputs}`,
    )
  }
  const options = {
    dataset: { train: dataset, test: dataset },
    hidden: sizes.slice(1, -1),
    batchSize: count,
    learningRate: 1,
    seed: 0,
    parameters,
  }
  const plan = planTraining(options)
  const { memory, views } = allocateShared(kernels, (arena) => ({
    ...allocateSingleThread(arena, plan),
    gradient: allocateParameters(arena, architecture),
  }))
  const { workspace, scratch, gradient } = views
  prepareWorkspace(workspace, options)
  const computation = new Computation(workspace, kernelsOver(memory, kernels), scratch)
  const minibatch = { order: workspace.identity, first: 0, count }
  const sorted = wholeSorted(architecture, count, scratch.columns)
  computation.forward(workspace.train, minibatch, 0, count)
  computation.compare(workspace.train, minibatch, 0, count)
  computation.transpose()
  computation.backward(0, count)
  computation.sort(minibatch, 0, count, sorted)
  computation.gradient(minibatch, 0, count, wholeSlice(architecture), sorted, gradient.layers)
  return new Network(architecture, gradient.values.slice())
}
