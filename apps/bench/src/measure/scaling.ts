import { networkSizes, type SplitDataset } from '@antigrad/core'
import type { StrategyName } from '@antigrad/parallel'
import type { ScalingRow } from '../records/record.js'
import type { Scenario } from '../scenario.js'
import { median, ratios, summarize } from '../statistics.js'
import type { Configuration, Contender } from './contender.js'
import { holdContest } from './contest.js'
import { sharesOf } from './phases.js'
import type { RegisterLoop } from './register-loop.js'
import type { Rounds } from './take-turns.js'

const STRATEGIES: readonly StrategyName[] = ['slices', 'buffers']

/** Each strategy with each number of threads. */
export function configurationsOf(threads: readonly number[]): Configuration[] {
  return STRATEGIES.flatMap((strategy) => threads.map((count) => ({ strategy, threads: count })))
}

/** Measures one scenario: each strategy with each number of threads, all taking turns. */
export async function measureScaling(
  scenario: Scenario,
  dataset: SplitDataset,
  threads: readonly number[],
  rounds: Rounds,
  loop: RegisterLoop,
): Promise<ScalingRow[]> {
  const configurations = configurationsOf(threads)
  const { contenders, peaks } = await holdContest(scenario, dataset, configurations, rounds, loop)
  return contenders.map(({ configuration, samples, phases, weightsHash }) => {
    const single = find(contenders, { ...configuration, threads: 1 })
    const speedUp = median(ratios(samples, single.samples))
    return {
      scenario: scenario.name,
      sizes: networkSizes({ dataset, hidden: scenario.hidden }),
      batchSize: scenario.batchSize,
      examples: dataset.train.count,
      ...configuration,
      examplesPerSecond: summarize(samples),
      samples,
      peaks,
      speedUp,
      efficiency: speedUp / configuration.threads,
      shares: sharesOf(phases),
      phases,
      weightsHash,
      sameWeights: weightsHash === find(contenders, { strategy: 'slices', threads: 1 }).weightsHash,
    }
  })
}

function find(contenders: readonly Contender[], { strategy, threads }: Configuration): Contender {
  const found = contenders.find(
    ({ configuration }) => configuration.strategy === strategy && configuration.threads === threads,
  )
  if (found) return found
  throw new Error(`no measurement of ${strategy} with ${threads} threads`)
}
