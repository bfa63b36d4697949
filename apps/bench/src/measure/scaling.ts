import { availableParallelism } from 'node:os'
import type { SplitDataset } from '@antigrad/core'
import { networkSizes } from '@antigrad/core/internal'
import { STRATEGIES } from '@antigrad/parallel/settings'
import type { ScalingRow } from '../records/record.js'
import type { Scenario } from '../scenario.js'
import { median, ratios, summarize } from '../statistics.js'
import type { Configuration, Contender } from './contender.js'
import { holdContest } from './contest.js'
import { sharesOf } from './phases.js'
import type { RegisterLoop } from './register-loop.js'
import type { Rounds } from './take-turns.js'

/** Each strategy with each number of threads. */
export function configurationsOf(threads: readonly number[]): Configuration[] {
  return STRATEGIES.flatMap((strategy) => threads.map((count) => ({ strategy, threads: count })))
}

/**
 * The yardstick of what a machine has to give: as many networks as it has cores, as far as so many threads are
 * measured, trained side by side by a thread each. They never meet, so no way to share one network's work is
 * expected to do better. None where one thread alone is measured.
 */
function apart(threads: readonly number[]): Configuration[] {
  const networks = Math.max(...threads.filter((count) => count <= availableParallelism()))
  return networks > 1 ? [{ strategy: 'slices', threads: 1, networks }] : []
}

/** Measures one scenario: each strategy with each number of threads, and as many threads apart, all taking turns. */
export async function measureScaling(
  scenario: Scenario,
  dataset: SplitDataset,
  threads: readonly number[],
  rounds: Rounds,
  loop: RegisterLoop,
): Promise<ScalingRow[]> {
  const configurations = [...configurationsOf(threads), ...apart(threads)]
  const { contenders, peaks } = await holdContest(scenario, dataset, configurations, rounds, loop)
  return contenders.map(({ configuration, samples, phases, weightsHash }) => {
    const { strategy, networks = 1 } = configuration
    const count = configuration.threads * networks
    const speedUp = median(ratios(samples, find(contenders, { strategy, threads: 1 }).samples))
    return {
      scenario: scenario.name,
      sizes: networkSizes({ dataset, hidden: scenario.hidden }),
      batchSize: scenario.batchSize,
      examples: dataset.train.count,
      strategy: networks > 1 ? 'apart' : strategy,
      threads: count,
      examplesPerSecond: summarize(samples),
      samples,
      peaks,
      speedUp,
      efficiency: speedUp / count,
      shares: sharesOf(phases),
      phases,
      weightsHash,
      sameWeights: weightsHash === find(contenders, { strategy: 'slices', threads: 1 }).weightsHash,
    }
  })
}

function find(contenders: readonly Contender[], { strategy, threads }: Configuration): Contender {
  const found = contenders.find(
    ({ configuration }) =>
      !configuration.networks && configuration.strategy === strategy && configuration.threads === threads,
  )
  if (found) return found
  throw new Error(`no measurement of ${strategy} with ${threads} threads`)
}
