import type { Dataset } from '@antigrad/core'
import {
  allocateShared,
  allocateSingleThread,
  bestKernels,
  kernelsOver,
  planTraining,
  prepareWorkspace,
  setSgd,
  sortingProduct,
} from '@antigrad/core/internal'
import { timePairs } from '../measure/calls.js'
import type { RegisterLoop } from '../measure/register-loop.js'

/** What the first layer of a minibatch takes, sorted by input or not. */
export interface SortingCost {
  readonly batchSize: number
  readonly units: number
  /** Seconds: product and gradient, sorted on the way, or before where there is no room; the same of rows as they come. */
  readonly sorted: number
  readonly scattered: number
  /** sorted by scattered: the median over the rounds. */
  readonly ratio: number
}

export interface SortingOptions {
  readonly batchSizes: readonly number[]
  readonly units: readonly number[]
  readonly rounds: number
  readonly seconds: number
}

/**
 * Measures both ways for each size of minibatch and each number of units, all taking turns; nothing for dense examples.
 * @param dataset a few thousand examples, taken one after the other: no branch is foreseen because it was there before
 */
export async function measureSorting(
  dataset: Dataset,
  { batchSizes, units, ...turns }: SortingOptions,
  loop: RegisterLoop,
): Promise<SortingCost[]> {
  const pairs = batchSizes.flatMap((batchSize) =>
    units.flatMap((count) => {
      const calls = firstLayer(dataset, batchSize, count)
      return calls ? [{ batchSize, units: count, calls }] : []
    }),
  )
  const costs = await timePairs(
    pairs.map(({ calls }) => [calls.sorted, calls.scattered]),
    turns,
    loop,
  )
  return pairs.map(({ batchSize, units }, n) => {
    const { first: sorted, second: scattered, ratio } = costs[n]
    return { batchSize, units, sorted, scattered, ratio }
  })
}

/** The first layer of one minibatch after the other, in both ways. */
function firstLayer(train: Dataset, batchSize: number, hidden: number) {
  const dataset = { train, test: train }
  const options = { dataset, hidden: [hidden], batchSize, learningRate: 1, seed: 1 }
  const plan = planTraining(options)
  if (plan.train.form !== 'sparse') return undefined
  const name = bestKernels()
  const { memory, views } = allocateShared(name, (arena) => ({
    ...allocateSingleThread(arena, plan),
    gradient: arena.matrix(plan.sizes[0] + 1, hidden),
  }))
  const { workspace, scratch, gradient: out } = views
  prepareWorkspace(workspace, options)
  const kernels = kernelsOver(memory, name)
  const { examples } = workspace.train
  const [deltas] = workspace.deltas
  const [activations] = workspace.activations
  const [weights] = workspace.layers
  const { columns, accumulator, update } = scratch
  const [inputs] = plan.sizes
  deltas.values.fill(0.01)
  let first = 0
  const next = () => {
    first = (first + batchSize) % (train.count - batchSize)
    return {
      minibatch: { order: workspace.identity, first, count: batchSize },
      rows: { first: 0, last: batchSize },
      inputs: { first: 0, last: inputs },
      units: { first: 0, last: hidden },
    }
  }
  setSgd(update, 1)
  return {
    sorted: () => {
      const region = next()
      sortingProduct(kernels, columns, examples, weights, activations, region)
      kernels.sparseGradient(examples, columns, deltas, out, region, update)
    },
    scattered: () => {
      const region = next()
      kernels.sparseProduct(examples, weights, activations, region)
      kernels.scatterGradient(examples, accumulator, deltas, out, region, update)
    },
  }
}
