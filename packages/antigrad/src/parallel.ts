/** `antigrad/parallel`: the same training on worker threads over one shared memory, in Node and in browsers. */
export {
  Aborted,
  type Decision,
  enableWideKernels,
  type ParallelOptions,
  ParallelTrainer,
  type Position,
  type Speed,
  STRATEGIES,
  type StrategyName,
  suitableWorkers,
  type WorkerThread,
} from '@antigrad/parallel'
