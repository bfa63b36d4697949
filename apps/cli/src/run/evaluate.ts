import { BadInput, type Dataset, type Evaluation, type Network } from '@antigrad/core'
import { predictDataset, scorePredictions } from '@antigrad/core/internal'
import { datasetPieces, featurePieces, type ReadableFeatures } from '@antigrad/data'
import type { KernelsName } from './kernels.js'

/**
 * How well a network does on a dataset, whose features may be too many for memory.
 * @param file of the model, for messages
 * @throws BadInput where the network is of another shape than the examples
 */
export function evaluateNetwork(
  network: Network,
  dataset: Dataset<ReadableFeatures>,
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
  const { count, labels = new Uint32Array(count) } = dataset
  const predictions = new Uint32Array(count)
  const losses = new Float32Array(count)
  let first = 0
  for (const piece of datasetPieces(dataset)) {
    const found = predictDataset(network, piece, kernels)
    predictions.set(found.predictions, first)
    losses.set(found.losses, first)
    first += piece.count
  }
  return scorePredictions(predictions, labels, losses, dataset.outputs)
}

/** The outputs of a network for all examples of a dataset: [examples × outputs]. */
export function outputsOf(
  network: Network,
  { features, inputs, outputs, count }: Dataset<ReadableFeatures>,
): Float32Array {
  const z = new Float32Array(count * outputs)
  let first = 0
  for (const piece of featurePieces(features, inputs)) {
    z.set(network.predictBatch(piece), first * outputs)
    first += piece.length / inputs
  }
  return z
}
