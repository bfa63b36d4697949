/** `@antigrad/core/internal`: what the packages of this workspace build on. It may change in any version. */
export { allFinite } from './engine/all-finite.js'
export { Arena } from './engine/arena.js'
export { Computation, step, stepRate } from './engine/computation.js'
export {
  type ExamplesPlan,
  type Form,
  placeExamples,
  planExamples,
  SPARSE_BELOW,
  storeExamples,
} from './engine/examples.js'
export type { Kernels, Minibatch, Range, Region, RegionOf } from './engine/kernels/kernels.js'
export { compileKernels, instantiateKernels, type WasmKernels } from './engine/kernels/simd/load.js'
export {
  allocate,
  bestKernels,
  bufferOf,
  kernelsOver,
  moduleOf,
  type SharedMemory,
} from './engine/memory.js'
export { placeShares, returnShare, type Share, takeShare } from './engine/share.js'
export {
  overlap,
  type Rectangle,
  roomOf,
  type Slice,
  type Sorted,
  scatters,
  wholeSlice,
  wholeSorted,
} from './engine/slice.js'
export { sortingProduct } from './engine/sorting-product.js'
export { placeUpdate, setSgd, setStore, type Update } from './engine/update.js'
export {
  evaluationRows,
  MOST_WORKERS,
  placeColumns,
  placeWorkspace,
  type Workspace,
  type WorkspacePlan,
  workspaceBytes,
} from './engine/workspace.js'
export { EXIT, exitCodeOf, isReaderGone } from './errors.js'
export { type Json, LENGTH_BYTES, MAX_HEADER, parseJson, shownJson } from './files/safetensors.js'
export { layerMatrices } from './network/layer-matrices.js'
export { indexOf, type Matrix, PANEL } from './network/matrix.js'
export { Orders, Shuffle, STREAM, shuffle } from './random.js'
export { countCorrect, evaluate, meanLoss } from './training/evaluation.js'
export { networkSizes, planTraining, prepareWorkspace } from './training/trainer.js'
