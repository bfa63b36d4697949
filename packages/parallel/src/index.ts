/** `@antigrad/parallel`: data-parallel training, piscina workers over one shared memory. */
export { enableWideKernels } from '#wide'
export { Aborted, abort, Barrier } from './barrier.js'
export { allocateControl, PHASES, type Phase } from './control.js'
export { type ParallelOptions, ParallelTrainer, type Position } from './parallel-trainer.js'
export { isExact, STRATEGIES, type StrategyName } from './settings.js'
export { suitableWorkers } from './suitable-workers.js'
export type { Probe } from './task.js'
