import type { AnyFeatures, FeatureValues, TrainingOptions } from '@antigrad/core'
import type { RankGroup } from './ranks/group.js'
import type { StrategyName } from './settings.js'
import type { WorkerThread } from './worker-thread.js'

/** What to train, how, and with how many workers. */
export interface ParallelOptions<Features extends AnyFeatures = FeatureValues>
  extends TrainingOptions<Features> {
  /** Worker threads, 1 … `MOST_WORKERS`; those that suit the step unless said otherwise. They decide how fast, never what. */
  readonly workers?: number | undefined
  /**
   * Whether fewer of them take part where that is measured to be faster; so it is where `workers` is not given, unless said
   * otherwise.
   */
  readonly adaptive?: boolean | undefined
  /** `slices` unless said otherwise. */
  readonly strategy?: StrategyName | undefined
  /**
   * The processes that train together, of which this is one, where there are several. All have the same options but for
   * `workers`, and call the same methods in the same order; each then has what one process alone would have, bit for bit.
   * Fewer workers take part in none of them, and `strategy` decides nothing.
   */
  readonly group?: RankGroup | undefined
  /** Seconds without a sign of life after which a worker counts as lost; 60 unless said otherwise. */
  readonly patience?: number | undefined
  /**
   * Starts a thread that imports `antigrad/worker` and nothing else: for bundlers that leave the worker out, and pages of
   * another origin than its file. `() => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })`, of a page
   * or of `node:worker_threads`.
   */
  readonly worker?: (() => WorkerThread) | undefined
  /** URL of a module that exports a `Probe` (task.ts). */
  readonly probe?: string | undefined
}
