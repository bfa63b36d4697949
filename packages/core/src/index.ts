/** `@antigrad/core`: train a network, ask it, keep it. Pure: the same files run in Node and in a browser. */

export type {
  AnyFeatures,
  Dataset,
  FeatureSource,
  FeatureValues,
  ReadFeatures,
  SplitDataset,
  StoredFeatures,
} from './dataset.js'
export { simdAvailable } from './engine/kernels/simd/load.js'
export {
  adam,
  adamw,
  momentum,
  nesterov,
  rmsprop,
  sgd,
  UPDATE_RULES,
  type UpdateRule,
} from './engine/update-rule.js'
export { BadInput, Diverged, FileError, type ModelFault, UsageError, WorkerLost } from './errors.js'
export { ARITHMETIC } from './files/arithmetic.js'
export {
  type CheckWeights,
  type Model,
  type ModelDescription,
  type ModelNotes,
  readModel,
  writeModel,
} from './files/model.js'
export { convertFloats, readSafetensors, type Tensor, writeSafetensors } from './files/safetensors.js'
export { fromTensors, parametersFrom, toTensors, weightBytes } from './files/tensors.js'
export type { ClassScore } from './metrics/class-scores.js'
export { ACTIVATIONS, type Activation } from './network/activation.js'
export { type Architecture, createArchitecture, type Functions, type Layer } from './network/architecture.js'
export type { Batch, Features } from './network/batch.js'
export { HEADS, type Head } from './network/head.js'
export { Network } from './network/network.js'
export { createRandom, type Random } from './random.js'
export type { Augmentation } from './training/augmentation/augmentation.js'
export type { Evaluation } from './training/evaluation.js'
export { evaluate } from './training/evaluator.js'
export type { ClassWeights } from './training/example-weights.js'
export { type LayerSpec, startFrom, type TrainingOptions } from './training/options.js'
export {
  constant,
  cosine,
  exponentialDecay,
  oneCycle,
  plateau,
  type Schedule,
  stepDecay,
} from './training/schedules.js'
export { type Progress, Trainer, type TrainOptions } from './training/trainer.js'
export { type EpochOptions, type EpochResult, type StopSignal, Training } from './training/training.js'
