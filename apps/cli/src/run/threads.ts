import { availableParallelism } from 'node:os'
import { blockCount } from '@antigrad/core/internal'
import { suitableWorkers } from '@antigrad/parallel'
import type { Job } from '../ranks/job.js'
import type { Asked, RunConfig, Settled } from './config.js'
import type { RunData } from './run-data.js'
import { trainingOptions } from './training-options.js'

/** What decides how many threads suit a run. */
export interface ThreadedRun {
  readonly asked: Asked & Settled
  readonly data: RunData
}

/** The threads of a run: those that are asked for, or as many as suit. */
export function threadsOf(
  run: ThreadedRun,
  job: Job | undefined,
): Pick<RunConfig, 'threads' | 'autoThreads'> {
  const { threads } = run.asked
  if (threads !== 'auto') return { threads }
  return { threads: job ? workersOfRank(run, job) : workersFor(run), autoThreads: true }
}

/** The workers that suit a run on so many cores; on all of this machine's, unless given. */
export function workersFor({ asked, data: { dataset } }: ThreadedRun, cores?: number): number {
  const options = trainingOptions(asked, dataset.train.labels !== undefined)
  return suitableWorkers({ ...options, dataset, strategy: asked.strategy }, cores)
}

/** The workers that suit the rows of one rank, on its part of the cores that it shares with others. */
function workersOfRank({ asked, data }: ThreadedRun, job: Job): number {
  const rows = Math.min(asked.batchSize, data.dataset.train.count)
  const batchSize = Math.ceil(rows / Math.min(job.ranks, blockCount(rows)))
  return workersFor({ asked: { ...asked, batchSize }, data }, coresOfRank(job))
}

/** The cores of a rank: its part of those that it shares with others. */
export function coresOfRank({ localRanks }: Job): number {
  return Math.max(1, Math.floor(availableParallelism() / localRanks))
}
