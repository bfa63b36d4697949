/**
 * `@antigrad/core/predict`: a model read and asked, and nothing else. It compiles no WebAssembly, so it works under any
 * Content-Security-Policy, and takes a few kilobytes. `@antigrad/core/predict-simd` makes it fast.
 */
import { type ModelDescription, readStoredModel } from './files/model.js'
import { architectureFrom, storeTensors } from './files/tensors.js'
import type { Architecture } from './network/architecture.js'
import type { Batch, Features } from './network/batch.js'
import { PlainNetwork } from './network/plain-network.js'

export type { ModelDescription } from './files/model.js'
export type { Architecture } from './network/architecture.js'
export type { Batch, Features } from './network/batch.js'

/** What answers for a network. */
export interface Predictor {
  /**
   * The outputs of one example, [outputs].
   * @param features as the network learned them: of a model of a table scaled and taken apart, by `rowFeatures` of `antigrad/data`
   * @throws UsageError for another number of features than the network has inputs
   */
  predict(features: Features): Float32Array
  /** The outputs of many examples, [examples × outputs]. Throws as `predict`. */
  predictBatch(batch: Batch): Float32Array
}

/** A model that has been read. */
export interface PredictionModel extends Predictor {
  readonly architecture: Architecture
  /** What the file says beside the weights. */
  readonly description: ModelDescription
  /** The name of each class, in the order of the outputs; none where the file names none. */
  readonly classes: readonly string[]
}

/** What a model is read with. */
export interface PredictOptions {
  /** What messages call the file; `the model` unless said otherwise. */
  readonly file?: string | undefined
  /** Makes what answers: `simd` of `predict-simd`, for the same bits in less time. */
  readonly predictor?: ((architecture: Architecture, parameters: Float32Array) => Predictor) | undefined
}

/**
 * Reads a model to ask it.
 * @param bytes of a safetensors file that `writeModel` or the command wrote
 * @throws BadInput for anything else, weights of another program included, and where weights are not finite
 * @example
 * import { readModel } from 'antigrad/predict'
 *
 * const response = await fetch('model.safetensors')
 * const model = readModel(new Uint8Array(await response.arrayBuffer()))
 * const outputs = model.predict([5.1, 3.5, 1.4, 0.2])
 * console.log(model.classes[outputs.indexOf(Math.max(...outputs))])
 */
export function readModel(
  bytes: Uint8Array,
  { file = 'the model', predictor = (...of) => new PlainNetwork(...of) }: PredictOptions = {},
): PredictionModel {
  const { tensors, functions, description } = readStoredModel(bytes, file)
  const architecture = architectureFrom(tensors, file, functions)
  const parameters = new Float32Array(architecture.length)
  storeTensors(tensors, architecture, parameters)
  const answering = predictor(architecture, parameters)
  return {
    architecture,
    description,
    classes: description.classes ?? [],
    predict: (features) => answering.predict(features),
    predictBatch: (batch) => answering.predictBatch(batch),
  }
}
