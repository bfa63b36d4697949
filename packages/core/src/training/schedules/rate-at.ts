import { notOneOf } from '../../check-one-of.js'
import { UsageError } from '../../errors.js'
import type { Constant } from './constant.js'
import { type Cosine, cosineRate } from './cosine.js'
import { type ExponentialDecay, exponentialDecayRate } from './exponential-decay.js'
import { type OneCycle, oneCycleRate } from './one-cycle.js'
import { type Plateau, plateauRate } from './plateau.js'
import type { ScheduledRun } from './run.js'
import { type StepDecay, stepDecayRate } from './step-decay.js'

/** How the learning rate changes during a run. Plain data: it is sent to workers and saved with a run. */
export type Schedule = Constant | StepDecay | ExponentialDecay | Cosine | OneCycle | Plateau

/** The names, in the order in which they are shown. */
export const SCHEDULES = [
  'constant',
  'step',
  'exponential',
  'cosine',
  'one-cycle',
  'plateau',
] as const satisfies readonly Schedule['name'][]

/**
 * The learning rate of a step: a pure function, made of + − × ÷ alone, so a resumed run is exact and every engine has
 * the same bits.
 * @param learningRate η, the rate at its highest
 * @param step counted from 0 over the whole run
 * @returns a float64
 * @throws UsageError for a step outside the run, an unknown schedule, or one that lacks what it has to know (`ScheduledRun`)
 */
export function rateAt(schedule: Schedule, learningRate: number, step: number, run: ScheduledRun): number {
  const steps = run.stepsPerEpoch * run.epochs
  if (!(Number.isSafeInteger(step) && step >= 0 && step < steps)) {
    throw new UsageError(`a run of ${steps} steps has no step ${step}, counted from 0`)
  }
  switch (schedule.name) {
    case 'constant':
      return learningRate
    case 'step':
      return stepDecayRate(schedule, learningRate, step, run)
    case 'exponential':
      return exponentialDecayRate(schedule, learningRate, step, run)
    case 'cosine':
      return cosineRate(schedule, learningRate, step, run)
    case 'one-cycle':
      return oneCycleRate(schedule, learningRate, step, run)
    case 'plateau':
      return plateauRate(schedule, learningRate, step, run)
    default:
      throw notOneOf('a schedule as cosine() makes it', (schedule as { name: string }).name, SCHEDULES)
  }
}
