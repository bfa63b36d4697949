/** `@antigrad/parallel`: data-parallel training, piscina workers over one shared memory. */
export { enableWideKernels } from '#wide'
export { Aborted, abort, Barrier } from './barrier.js'
export { PHASES, type Phase, placeControl } from './control.js'
export { divide } from './division.js'
export { type ParallelOptions, ParallelTrainer, type Position } from './parallel-trainer.js'
export type { StrategyName } from './strategies/strategy.js'
export { suitableWorkers } from './suitable-workers.js'
export type { Probe } from './task.js'
