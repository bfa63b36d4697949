/** `@antigrad/core/predict-simd`: what makes a model of `@antigrad/core/predict` fast. */
import type { Architecture } from './network/architecture.js'
import { Network } from './network/network.js'
import type { Predictor } from './predict.js'

/**
 * Answers with the kernels in WebAssembly, wherever there are: the same bits in less time.
 * @example
 * import { readModel } from 'antigrad/predict'
 * import { simd } from 'antigrad/predict-simd'
 *
 * const model = readModel(bytes, { predictor: simd })
 */
export function simd(architecture: Architecture, parameters: Float32Array): Predictor {
  return new Network(architecture, parameters)
}
