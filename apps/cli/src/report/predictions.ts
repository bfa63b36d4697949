import type { Dataset, Network } from '@antigrad/core'
import {
  allocateShared,
  allocateSingleThread,
  bestKernels,
  Computation,
  kernelsOver,
  planTraining,
  prepareWorkspace,
} from '@antigrad/core/internal'

/** What a network says of each example: the largest output, and ½‖z − l‖². */
export interface Predictions {
  readonly predictions: Uint32Array
  readonly losses: Float32Array
}

/** Asks a network about all examples, with the kernels that train: the bits of `Network.predict`, much faster. */
export function predictAll({ architecture, parameters }: Network, dataset: Dataset): Predictions {
  const options = {
    dataset: { train: dataset, test: dataset },
    hidden: architecture.sizes.slice(1, -1),
    batchSize: 1,
    learningRate: 1,
    seed: 0,
    parameters,
  }
  const plan = planTraining(options)
  const kernels = bestKernels()
  const { memory, views } = allocateShared(kernels, (arena) => allocateSingleThread(arena, plan))
  const { workspace, scratch } = views
  prepareWorkspace(workspace, options)
  const { test } = workspace
  new Computation(workspace, kernelsOver(memory, kernels), scratch).computeAll(test)
  return { predictions: test.predictions, losses: test.losses }
}
