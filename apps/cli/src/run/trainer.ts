import type { AnyFeatures, Network, SplitDataset } from '@antigrad/core'
import { ParallelTrainer, type RankGroup } from '@antigrad/parallel'
import type { RunConfig } from './config.js'
import { type RunState, validationLosses } from './state.js'
import { trainingOptions } from './training-options.js'

/** What a run goes on from. */
export interface Beginning {
  /** The network that it begins with, where that is no random one. */
  readonly start?: Network
  /** Where it stands, where it does not begin. */
  readonly state?: RunState
  /** The processes that train it together, where there are several. */
  readonly job?: RankGroup
}

/**
 * Starts the workers of a run, at its beginning or where it stands.
 * @throws UsageError for a config that does not fit the dataset, before any worker starts; WorkerLost
 */
export async function startTrainer(
  config: RunConfig,
  dataset: SplitDataset<AnyFeatures>,
  { start, state, job }: Beginning = {},
): Promise<ParallelTrainer> {
  const { strategy, threads, autoThreads = false, kernels } = config
  const trainer = await ParallelTrainer.start({
    dataset,
    ...trainingOptions(config, dataset.train.labels !== undefined),
    strategy,
    workers: threads,
    adaptive: autoThreads,
    group: job,
    ...(kernels && { kernels }),
    ...(start && { parameters: start.parameters }),
    ...(state && { parameters: state.network.parameters }),
    ...(state?.states && { states: state.states }),
    ...(state?.average && { averageParameters: state.average.parameters }),
  })
  if (state) {
    trainer.seek(state.position)
    trainer.validated(validationLosses(state.history))
  }
  if (state?.progress) {
    const { losses, predictions } = state.progress
    trainer.progress.losses.set(losses)
    if (predictions) trainer.progress.predictions.set(predictions)
  }
  return trainer
}
