import { type AnyFeatures, UsageError } from '@antigrad/core'
import {
  allocateShared,
  bestKernels,
  type Kernels,
  moduleOf,
  planTraining,
  prepareWorkspace,
  recipeOf,
  stepNeeds,
  type WorkspacePlan,
} from '@antigrad/core/internal'
import { availableParallelism } from '#threads'
import { divisionNamed, suitableDivision } from './divisions/registry.js'
import type { ParallelOptions } from './parallel-options.js'
import type { Member } from './ranks/group.js'
import type { ExchangeSpec } from './ranks/open-exchange.js'
import { allocateRun, type RunMemory, type Team } from './run-memory.js'
import { MOST_WORKERS } from './settings.js'
import { suitableWorkers, workerCounts } from './suitable-workers.js'
import type { WorkerTask } from './task.js'

/** The memory of a run, prepared, and what each of its workers is to do. */
export interface RunLayout extends Pick<RunMemory, 'words' | 'decisions' | 'workspace'> {
  readonly workers: number
  readonly kernels: Kernels['name']
  /** Whether the order of the next epoch is made while one is trained: there is memory for both. */
  readonly ordersAhead: boolean
  /** With whom it exchanges, where several processes train together. */
  readonly exchange: ExchangeSpec | undefined
  readonly taskOf: (rank: number) => WorkerTask
}

/**
 * Lays out the memory of a run, and divides its work.
 * @throws UsageError for options out of range
 */
export function layOutRun(options: ParallelOptions<AnyFeatures>): RunLayout {
  const { seed, probe, dataset } = options
  const workers = workersOf(options)
  const group = options.group && options.group.ranks > 1 ? options.group : undefined
  const planned = planTraining(options)
  const plan = group ? { ...planned, step: { ...stepNeeds(planned), storesGradient: true } } : planned
  const member: Member | undefined = group && { rank: group.rank, ranks: group.ranks }
  const teams = teamsOf(options, plan, workers, group !== undefined)
  const kernels = options.kernels ?? bestKernels()
  const module = moduleOf(kernels)
  const { memory, views } = allocateShared(kernels, (arena) => allocateRun(arena, plan, teams, member))
  const { words, decisions, workspace, exchange } = views
  prepareWorkspace(workspace, options)
  const shared = {
    memory,
    kernels,
    module,
    plan,
    teams: teams.map(({ workers, division }) => ({
      workers,
      division: division.name,
      divisionPlan: division.plan(workspace, workers),
    })),
  }
  const cores = availableParallelism()
  const ordersAhead = !plan.train.stored
  const { features } = dataset.train
  return {
    workers,
    kernels,
    workspace,
    words,
    decisions,
    ordersAhead,
    exchange: group && member && exchange && { group, task: { ...shared, member }, memory: exchange },
    taskOf: (rank) => ({
      ...shared,
      rank,
      ...(member && { member }),
      recipe: recipeOf(options),
      orderSeed: rank > 0 || workers < cores || !ordersAhead ? undefined : seed,
      spins: workers <= cores,
      ...('source' in features && { features: features.source }),
      ...(probe !== undefined && { probe }),
    }),
  }
}

function workersOf(options: ParallelOptions<AnyFeatures>): number {
  const workers = options.workers ?? suitableWorkers(options)
  if (!Number.isSafeInteger(workers) || workers < 1 || workers > MOST_WORKERS) {
    throw new UsageError(`workers: expected a whole number from 1 to ${MOST_WORKERS}, found ${workers}`)
  }
  return workers
}

/** How each number of workers that may take part divides a step. */
function teamsOf(
  { workers: asked, strategy = 'slices', adaptive = asked === undefined }: ParallelOptions<AnyFeatures>,
  plan: WorkspacePlan,
  most: number,
  isGroup: boolean,
): Team[] {
  const { sizes, batchSize, train } = plan
  const shape = { sizes, batchSize, form: train.form, needs: stepNeeds(plan) }
  return workerCounts(most, adaptive && !isGroup).map((workers) => ({
    workers,
    division: isGroup ? divisionNamed('ranks') : suitableDivision(strategy, shape, workers),
  }))
}
