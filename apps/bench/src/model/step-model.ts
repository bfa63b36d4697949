import type { Phase, StrategyName } from '@antigrad/parallel'
import type { PhaseSeconds } from '../measure/phases.js'
import { fitNonNegative } from './least-squares.js'

/** What is modelled: one network with one dataset. */
export interface Shape {
  readonly parameters: number
  /** Parameters that at least one of so many examples touches: zeros of the input touch none. */
  readonly touched: (examples: number) => number
}

/** One step: so many workers, so large a minibatch. */
export interface StepSize {
  readonly threads: number
  readonly batchSize: number
}

/** A measured step: mean seconds a worker spends in each phase of it. */
export interface MeasuredStep extends StepSize {
  readonly phases: PhaseSeconds
}

/** One cost of a phase: what it grows with, and seconds for each unit of that. */
export interface Cost {
  readonly phase: Phase
  /** For people: `compute, per example of the shard`. */
  readonly name: string
  readonly seconds: number
}

interface Feature {
  readonly name: string
  readonly of: (step: StepSize, shape: Shape) => number
}

const shard = ({ threads, batchSize }: StepSize): number => Math.ceil(batchSize / threads)
const perStep: Feature = { name: 'per step', of: () => 1 }
const perExample: Feature = { name: 'per example of the shard', of: shard }
const perShare: Feature = {
  name: 'per example of the minibatch ÷ threads',
  of: ({ threads, batchSize }) => batchSize / threads,
}
const perMinibatch: Feature = { name: 'per example of the minibatch', of: ({ batchSize }) => batchSize }
const perTouched: Feature = {
  name: 'per parameter touched ÷ threads',
  of: ({ threads, batchSize }, { touched }) => touched(batchSize) / threads,
}
const perOwnTouched: Feature = {
  name: 'per parameter the shard touches',
  of: (step, { touched }) => touched(shard(step)),
}
const perParameter: Feature = { name: 'per parameter', of: (_, { parameters }) => parameters }
const perSliced: Feature = {
  name: 'per parameter ÷ threads',
  of: ({ threads }, { parameters }) => parameters / threads,
}
const perOther: Feature = { name: 'per other worker', of: ({ threads }) => threads - 1 }
const perUneven: Feature = {
  name: 'until the last is there, per example of the minibatch ÷ threads',
  of: ({ threads, batchSize }) => (threads > 1 ? batchSize / threads : 0),
}

/** What the time of each phase grows with: `slices` shares out pieces of its work, `buffers` whole examples. */
const FEATURES: Record<StrategyName, Partial<Record<Phase, readonly Feature[]>>> = {
  slices: {
    forward: [perStep, perMinibatch, perShare],
    update: [perStep, perShare, perTouched],
    barrier: [perStep, perOther, perUneven],
  },
  buffers: {
    forward: [perStep, perExample],
    gradient: [perExample, perOwnTouched, perParameter],
    sum: [perParameter, perSliced],
    update: [perSliced],
    barrier: [perStep, perOther, perUneven],
  },
}

/** Seconds of a step as a sum of costs, each fitted to the measured time of its phase. */
export class StepModel {
  readonly strategy: StrategyName
  readonly costs: readonly Cost[]
  readonly #shape: Shape

  constructor(strategy: StrategyName, shape: Shape, costs: readonly Cost[]) {
    this.strategy = strategy
    this.costs = costs
    this.#shape = shape
  }

  /** Fits every phase, so that errors count by the whole time of the step they are in. */
  static fit(strategy: StrategyName, shape: Shape, steps: readonly MeasuredStep[]): StepModel {
    const weights = steps.map((step) => 1 / wholeOf(step) ** 2)
    const costs = phasesOf(strategy).flatMap(([phase, features]) => {
      const rows = steps.map((step) => features.map((feature) => feature.of(step, shape)))
      const targets = steps.map((step) => step.phases[phase])
      const seconds = fitNonNegative(rows, targets, weights)
      return features.map(({ name }, j) => ({ phase, name, seconds: seconds[j] }))
    })
    return new StepModel(strategy, shape, costs)
  }

  /** Seconds of one step. */
  seconds(step: StepSize): number {
    return phasesOf(this.strategy).reduce((sum, [phase]) => sum + this.phaseSeconds(phase, step), 0)
  }

  /** Seconds of one phase of it. */
  phaseSeconds(phase: Phase, step: StepSize): number {
    const features = FEATURES[this.strategy][phase] ?? []
    return features.reduce((sum, feature) => {
      const cost = this.costs.find((one) => one.phase === phase && one.name === feature.name)
      return sum + (cost?.seconds ?? 0) * feature.of(step, this.#shape)
    }, 0)
  }

  /** Examples per second. */
  throughput(step: StepSize): number {
    return step.batchSize / this.seconds(step)
  }
}

function phasesOf(strategy: StrategyName): [Phase, readonly Feature[]][] {
  return Object.entries(FEATURES[strategy]) as [Phase, readonly Feature[]][]
}

function wholeOf({ phases: { forward, gradient, barrier, sum, update } }: MeasuredStep): number {
  return forward + gradient + barrier + sum + update
}
