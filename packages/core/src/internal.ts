/** `@antigrad/core/internal`: what the packages of this workspace build on. It may change in any version. */
export { allFinite } from './engine/all-finite.js'
export { Arena } from './engine/arena.js'
export { BiasCorrections } from './engine/bias-corrections.js'
export { Computation } from './engine/computation.js'
export { allocateDropout, setDropout } from './engine/dropout.js'
export { createEngine, type Engine } from './engine/engine.js'
export {
  allocateExamples,
  type ExamplesPlan,
  type Form,
  type Part,
  planExamples,
  SPARSE_BELOW,
  storeExamples,
} from './engine/examples.js'
export type { Columns, Kernels, Minibatch, Region, RegionOf } from './engine/kernels/kernels.js'
export { compileKernels, instantiateKernels, type WasmKernels } from './engine/kernels/simd/load.js'
export type { WasmMemory, WasmModule } from './engine/kernels/simd/wasm.js'
export { allocateLit } from './engine/lit.js'
export {
  allocate,
  allocateShared,
  bestKernels,
  bufferOf,
  kernelsOver,
  moduleOf,
  type SharedMemory,
} from './engine/memory.js'
export type { Range } from './engine/range.js'
export { blockCount, blockRows } from './engine/row-blocks.js'
export {
  capacityOf,
  overlap,
  prefersUnsorted,
  type Rectangle,
  type Slice,
  type Sorted,
  wholeSlice,
  wholeSorted,
} from './engine/slice.js'
export { sortingProduct } from './engine/sorting-product.js'
export {
  allocateUpdate,
  prepareUpdate,
  type StateDistances,
  type Step,
  setSgd,
  setStore,
  type Update,
} from './engine/update.js'
export {
  adam,
  adamw,
  checkUpdateRule,
  isFused,
  type Moments,
  momentum,
  nesterov,
  rmsprop,
  sgd,
  statesOf,
  UPDATE_RULES,
  type UpdateRule,
} from './engine/update-rule.js'
export {
  allocateColumns,
  allocateParameters,
  allocateScratch,
  allocateSingleThread,
  allocateSlopes,
  allocateWorkspace,
  EVALUATION_ROWS,
  evaluated,
  evaluationRows,
  type Parameters,
  type Scratch,
  type SingleThread,
  type StepNeeds,
  stepNeeds,
  type Workspace,
  type WorkspacePlan,
} from './engine/workspace.js'
export { modelPieces } from './files/model.js'
export {
  decodeUtf8,
  encodeUtf8Into,
  fieldsOf,
  type Json,
  LENGTH_BYTES,
  MAX_HEADER,
  parseJson,
  quoted,
  shownJson,
  utf8Length,
} from './files/safetensors.js'
export { layerMatrices } from './network/layer-matrices.js'
export { indexOf, LANES, type Matrix, matrixLength, PANEL, panelWidth } from './network/matrix.js'
export { Orders, Shuffle, STREAM, shuffle } from './random.js'
export * as reference from './reference.js'
export { type Ailment, type Course, findAilments } from './training/ailments.js'
export { type Motion, writeInverseMap } from './training/augmentation/affine-map.js'
export { type Augmentation, Augmenter, checkAugmentation } from './training/augmentation/augmenter.js'
export { Resampler } from './training/augmentation/resampler.js'
export { checkKernels } from './training/check-kernels.js'
export { epochResult, meanLoss, scorePredictions } from './training/evaluation.js'
export { type Predictions, predictDataset } from './training/evaluator.js'
export { networkSizes, recipeOf, stepNeedsOf } from './training/options.js'
export { planTraining } from './training/plan.js'
export { prepareWorkspace, storeRate } from './training/prepare.js'
export { RateControl } from './training/rate-control.js'
export type { Recipe } from './training/recipe.js'
export { cosineOfPi } from './training/schedules/cosine-of-pi.js'
export * as schedules from './training/schedules.js'
export { Snapshot } from './training/snapshot.js'
export { type Stepper, step } from './training/step.js'
export { Steps } from './training/steps.js'
