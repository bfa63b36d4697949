/** `@antigrad/core`: train a network, ask it, keep it. Pure: the same files run in Node and in a browser. */

export type { Dataset, SplitDataset } from './dataset.js'
export { simdAvailable } from './engine/kernels/simd/load.js'
export { BadInput, Diverged, FileError, UsageError, WorkerLost } from './errors.js'
export { ARITHMETIC } from './files/arithmetic.js'
export { type CheckWeights, type Model, type ModelDescription, readModel, writeModel } from './files/model.js'
export { readSafetensors, type Tensor, writeSafetensors } from './files/safetensors.js'
export { fromTensors, toTensors, weightBytes } from './files/tensors.js'
export { type Architecture, createArchitecture, type Layer } from './network/architecture.js'
export { Network } from './network/network.js'
export { createRandom, type Random } from './random.js'
export type { ClassScore, Evaluation } from './training/evaluation.js'
export { type EpochResult, Trainer, type TrainingOptions } from './training/trainer.js'
