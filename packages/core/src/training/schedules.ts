/** Schedules of the learning rate: plain data, a constructor each, and the one function that reads them. */
export { type Constant, constant } from './schedules/constant.js'
export { type Cosine, cosine } from './schedules/cosine.js'
export { type ExponentialDecay, exponentialDecay } from './schedules/exponential-decay.js'
export { type OneCycle, oneCycle } from './schedules/one-cycle.js'
export { type Plateau, plateau } from './schedules/plateau.js'
export { rateAt, SCHEDULES, type Schedule } from './schedules/rate-at.js'
export type { ScheduledRun } from './schedules/run.js'
export { type StepDecay, stepDecay } from './schedules/step-decay.js'
