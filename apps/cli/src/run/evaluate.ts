import { BadInput, type Dataset, type Evaluation, evaluate, type Network } from '@antigrad/core'
import type { KernelsName } from './kernels.js'

/**
 * How well a network does on a dataset.
 * @param file of the model, for messages
 * @throws BadInput where the network is of another shape than the examples
 */
export function evaluateNetwork(
  network: Network,
  dataset: Dataset,
  file: string,
  kernels?: KernelsName,
): Evaluation {
  const { sizes } = network.architecture
  const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]]
  if (inputs !== dataset.inputs || outputs !== dataset.outputs) {
    throw new BadInput(
      `${file}: expected ${dataset.inputs} inputs and ${dataset.outputs} outputs as ${dataset.name} has, found ${inputs} and ${outputs}`,
    )
  }
  return evaluate(network, dataset, kernels)
}
