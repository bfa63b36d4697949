import { networkSizes, type SplitDataset } from '@antigrad/core'
import type { StrategyName } from '@antigrad/parallel'
import type { ScalingRow } from '../records/record.js'
import type { Scenario } from '../scenario.js'
import { median, summarize } from '../statistics.js'
import { type Configuration, Contender } from './contender.js'
import { measurePhases, sharesOf } from './phases.js'
import type { RegisterLoop } from './register-loop.js'
import { takeTurns } from './take-turns.js'

export const STRATEGIES: readonly StrategyName[] = ['slices', 'buffers']

export interface ScalingOptions {
  readonly threads: readonly number[]
  readonly rounds: number
  /** Whether to measure where the time goes, in epochs apart. */
  readonly phases: boolean
}

/** Measures one scenario: each strategy with each number of threads, all taking turns. */
export async function measureScaling(
  scenario: Scenario,
  dataset: SplitDataset,
  { threads, rounds, phases }: ScalingOptions,
  loop: RegisterLoop,
): Promise<ScalingRow[]> {
  const configurations = STRATEGIES.flatMap((strategy) =>
    threads.map((count) => ({ strategy, threads: count })),
  )
  const contenders: Contender[] = []
  let peaks: number[]
  try {
    for (const one of configurations) contenders.push(await Contender.start(scenario, dataset, one))
    peaks = await takeTurns(contenders, rounds, loop)
  } finally {
    for (const contender of contenders) await contender.close()
  }
  const rows: ScalingRow[] = []
  for (const contender of contenders) {
    const { configuration, samples, weightsHash } = contender
    const single = find(contenders, { ...configuration, threads: 1 })
    const speedUp = median(samples.map((rate, round) => rate / single.samples[round]))
    const spent = phases ? await measurePhases(scenario, dataset, configuration) : undefined
    rows.push({
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
      ...(spent && { shares: sharesOf(spent), phases: spent }),
      weightsHash,
      sameWeights: weightsHash === find(contenders, { strategy: 'slices', threads: 1 }).weightsHash,
    })
  }
  return rows
}

function find(contenders: readonly Contender[], { strategy, threads }: Configuration): Contender {
  const found = contenders.find(
    ({ configuration }) => configuration.strategy === strategy && configuration.threads === threads,
  )
  if (found) return found
  throw new Error(`no measurement of ${strategy} with ${threads} threads`)
}
