import { createArchitecture, type SplitDataset } from '@antigrad/core'
import { networkSizes } from '@antigrad/core/internal'
import type { StrategyName } from '@antigrad/parallel'
import type { Configuration } from '../measure/contender.js'
import { holdContest } from '../measure/contest.js'
import { phaseSeconds } from '../measure/phases.js'
import type { RegisterLoop } from '../measure/register-loop.js'
import type { Scenario } from '../scenario.js'
import { median } from '../statistics.js'
import { MachinesModel } from './machines-model.js'
import { type MeasuredStep, type Shape, StepModel } from './step-model.js'
import { touchedBy } from './touched.js'

/** A measured step with the rate of whole epochs, which the model is judged by and not fitted to. */
export interface MeasuredPoint extends MeasuredStep {
  readonly strategy: StrategyName
  readonly examplesPerSecond: number
}

export interface MeasureOptions {
  readonly configurations: readonly Configuration[]
  readonly batchSizes: readonly number[]
  readonly rounds: number
}

/** Measures one scenario's network in each configuration with each minibatch. */
export async function measureSteps(
  scenario: Scenario,
  dataset: SplitDataset,
  { configurations, batchSizes, rounds }: MeasureOptions,
  loop: RegisterLoop,
): Promise<MeasuredPoint[]> {
  const points: MeasuredPoint[] = []
  for (const batchSize of batchSizes.filter((size) => size <= dataset.train.count)) {
    const own = { ...scenario, batchSize }
    const { contenders } = await holdContest(own, dataset, configurations, { most: rounds }, loop)
    const steps = Math.ceil(dataset.train.count / batchSize)
    for (const { configuration, samples, phases } of contenders) {
      const step = phaseSeconds((phase) => phases[phase] / steps)
      points.push({ ...configuration, batchSize, phases: step, examplesPerSecond: median(samples) })
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

/** The model of several such machines, each with the most threads that were measured. */
export function machinesOf(
  sizes: readonly number[],
  points: readonly MeasuredPoint[],
  models: readonly StepModel[],
): MachinesModel {
  const modelOf = (strategy: StrategyName): StepModel => {
    const found = models.find((model) => model.strategy === strategy)
    if (!found) throw new Error(`${strategy} was not measured`)
    return found
  }
  return new MachinesModel({
    alone: modelOf('slices'),
    parts: modelOf('buffers'),
    layers: createArchitecture(sizes).layers.map(({ inputs, outputs }) => (inputs + 1) * outputs),
    threads: Math.max(...points.map(({ threads }) => threads)),
  })
}
