/** `@antigrad/core`: the mathematics. Pure: the same files run in Node and in a browser. */
export { allFinite } from './all-finite.js'
export * as approximation from './approximation.js'
export { type Architecture, createArchitecture, type Layer } from './architecture.js'
export { Arena } from './arena.js'
export { ARITHMETIC } from './arithmetic.js'
export { Computation, step, stepRate } from './computation.js'
export type { Dataset, SplitDataset } from './dataset.js'
export * as descent from './descent.js'
export {
  BadInput,
  Diverged,
  EXIT,
  exitCodeOf,
  FileError,
  isReaderGone,
  UsageError,
  WorkerLost,
} from './errors.js'
export { type ClassScore, countCorrect, type Evaluation, evaluate, meanLoss } from './evaluation.js'
export {
  type Examples,
  type ExamplesPlan,
  type Form,
  placeExamples,
  planExamples,
  SPARSE_BELOW,
  storeExamples,
} from './examples.js'
export { checkGradients, type GradientCheck } from './gradient-check.js'
export { kernelGradient } from './kernel-gradient.js'
export type { Accumulator, Columns, Kernels, Minibatch, Range } from './kernels/kernels.js'
export { instantiateKernels, simdAvailable, type WasmKernels } from './kernels/simd/load.js'
export { indexOf, type Matrix, PANEL } from './matrix.js'
export { allocate, bestKernels, bufferOf, kernelsOver, type SharedMemory } from './memory.js'
export { type CheckWeights, type Model, type ModelDescription, readModel, writeModel } from './model.js'
export { Network } from './network.js'
export * as oneDimensional from './one-dimensional.js'
export { createRandom, Orders, type Random, Shuffle, STREAM, shuffle } from './random.js'
export * from './safetensors.js'
export { placeShares, returnShare, type Share, takeShare } from './share.js'
export { sigmoid, sigmoidDerivative, sigmoidDerivativeFromValue } from './sigmoid.js'
export {
  overlap,
  type Rectangle,
  roomOf,
  type Slice,
  type Sorted,
  scatters,
  wholeSlice,
  wholeSorted,
} from './slice.js'
export { sortingProduct } from './sorting-product.js'
export { fromTensors, toTensors, weightBytes } from './tensors.js'
export * as textbook from './textbook.js'
export {
  type EpochResult,
  networkSizes,
  planTraining,
  prepareWorkspace,
  Trainer,
  type TrainingOptions,
} from './trainer.js'
export {
  evaluationRows,
  layerMatrices,
  MOST_WORKERS,
  type Part,
  type Private,
  placeColumns,
  placeWorkspace,
  type Workspace,
  type WorkspacePlan,
  workspaceBytes,
} from './workspace.js'
