import type { AnyFeatures, Dataset, TrainingOptions } from '@antigrad/core'
import { networkSizes, SPARSE_BELOW, stepNeedsOf } from '@antigrad/core/internal'
import { availableParallelism } from '#threads'
import { multiplicationsOf } from './divisions/costs.js'
import { suitableDivision } from './divisions/registry.js'
import { shares } from './divisions/shares.js'
import { MOST_WORKERS, type StrategyName } from './settings.js'

/** c ÷ t of `suitableWorkers`: multiplications that take as long as one more worker delays all. */
const WORTH_A_WORKER = 15_000

/** Examples by which it is judged how many inputs are lit. */
const SAMPLE = 1024

/**
 * How many workers train a network fastest on a machine of so many cores; it decides nothing else.
 *
 * A step of m multiplications takes m · t ÷ k on k workers and c more for each of them, because all of them cross its
 * barriers; that is least where k = √(m · t ÷ c). A smaller number, more than half of it, that can train shares of the
 * network is taken instead.
 * See docs/decisions/0013-suitable-workers.md.
 * @example
 * import { availableParallelism } from 'node:os'
 * import { fromRows } from 'antigrad'
 * import { suitableWorkers } from 'antigrad/parallel'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const { train } = dataset
 * console.log(suitableWorkers({ dataset: { train }, hidden: [128], batchSize: 10 }, availableParallelism()))
 */
export function suitableWorkers(
  options: Pick<
    TrainingOptions<AnyFeatures>,
    | 'dataset'
    | 'hidden'
    | 'batchSize'
    | 'update'
    | 'clipNorm'
    | 'inputDropout'
    | 'augmentation'
    | 'averageDecay'
  > & { readonly strategy?: StrategyName | undefined },
  cores: number = availableParallelism(),
): number {
  const { dataset, batchSize, strategy = 'slices' } = options
  const sizes = networkSizes(options)
  const inputs = multipliedInputs(dataset.train)
  const rows = Math.min(batchSize, dataset.train.count)
  const multiplications = multiplicationsOf(sizes, inputs) * rows
  const most = Math.min(MOST_WORKERS, cores)
  const suitable = Math.min(most, Math.round(Math.sqrt(multiplications / WORTH_A_WORKER)) || 1)
  const shape = {
    sizes,
    batchSize: rows,
    form: inputs < sizes[0] ? ('sparse' as const) : ('floats' as const),
    needs: stepNeedsOf(options),
  }
  for (let workers = suitable; 2 * workers > suitable; workers--) {
    if (suitableDivision(strategy, shape, workers) === shares) return workers
  }
  return suitable
}

/**
 * The numbers of workers to choose from while a run trains, ascending: all, and where it may, half of them and one.
 */
export function workerCounts(workers: number, adaptive: boolean): number[] {
  if (!adaptive) return [workers]
  return [...new Set([1, Math.max(1, Math.floor(workers / 2)), workers])]
}

/** Inputs of an example that are multiplied, in the mean: those that are lit, where zeros are left out. */
function multipliedInputs({ features, count, inputs }: Dataset<unknown>): number {
  if (!(features instanceof Uint8Array)) return inputs
  const sampled = Math.min(SAMPLE, count)
  let lit = 0
  for (let k = 0; k < sampled; k++) {
    const at = Math.floor((k * count) / sampled) * inputs
    for (let i = 0; i < inputs; i++) if (features[at + i] !== 0) lit++
  }
  return lit <= SPARSE_BELOW * sampled * inputs ? lit / sampled : inputs
}
