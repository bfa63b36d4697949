import { createArchitecture, networkSizes, type SplitDataset } from '@antigrad/core'
import { PHASES, type StrategyName } from '@antigrad/parallel'
import { Contender } from '../measure/contender.js'
import type { PhaseSeconds } from '../measure/phase-clock.js'
import { measurePhases } from '../measure/phases.js'
import type { RegisterLoop } from '../measure/register-loop.js'
import { takeTurns } from '../measure/take-turns.js'
import type { Scenario } from '../scenario.js'
import { median } from '../statistics.js'
import { type MeasuredStep, type Shape, StepModel } from './step-model.js'
import { touchedBy } from './touched.js'

/** A measured step with the rate of whole epochs, which the model is judged by and not fitted to. */
export interface MeasuredPoint extends MeasuredStep {
  readonly strategy: StrategyName
  readonly examplesPerSecond: number
}

export interface MeasureOptions {
  readonly strategies: readonly StrategyName[]
  readonly threads: readonly number[]
  readonly batchSizes: readonly number[]
  readonly rounds: number
}

/** Measures one scenario's network with each strategy, number of threads and minibatch. */
export async function measureSteps(
  scenario: Scenario,
  dataset: SplitDataset,
  { strategies, threads, batchSizes, rounds }: MeasureOptions,
  loop: RegisterLoop,
): Promise<MeasuredPoint[]> {
  const points: MeasuredPoint[] = []
  for (const batchSize of batchSizes.filter((size) => size <= dataset.train.count)) {
    const own = { ...scenario, batchSize }
    const contenders: Contender[] = []
    try {
      for (const strategy of strategies) {
        for (const count of threads)
          contenders.push(await Contender.start(own, dataset, { strategy, threads: count }))
      }
      await takeTurns(contenders, rounds, loop)
    } finally {
      for (const contender of contenders) await contender.close()
    }
    for (const { configuration, samples } of contenders) {
      const steps = Math.ceil(dataset.train.count / batchSize)
      const phases = perStep(await measurePhases(own, dataset, configuration), steps)
      points.push({ ...configuration, batchSize, phases, examplesPerSecond: median(samples) })
    }
  }
  return points
}

/** The model of each strategy that was measured. */
export function fitModels(
  scenario: Scenario,
  dataset: SplitDataset,
  points: readonly MeasuredPoint[],
): StepModel[] {
  const sizes = networkSizes({ dataset, hidden: scenario.hidden })
  const touched = touchedBy(dataset.train, sizes)
  const shape: Shape = { parameters: createArchitecture(sizes).parameters, touched }
  return [...new Set(points.map((point) => point.strategy))].map((strategy) =>
    StepModel.fit(
      strategy,
      shape,
      points.filter((point) => point.strategy === strategy),
    ),
  )
}

function perStep(phases: PhaseSeconds, steps: number): PhaseSeconds {
  return Object.fromEntries(PHASES.map((name) => [name, phases[name] / steps])) as unknown as PhaseSeconds
}
