import { createRandom, STREAM } from '../random.js'
import type { Architecture } from './architecture.js'
import { indexOf, matrixLength, matrixOver } from './matrix.js'

/**
 * Fills the flat buffer with initial weights: uniform in ±√(3 / inputs), biases 0.
 *
 * The variance 1 / inputs keeps preactivations near 1 whatever the layer's width, where σ is steep and
 * learns (LeCun et al., Efficient BackProp, 1998, §4.6). Uniform rather than normal because a normal
 * sample takes a logarithm or a cosine, whose last bit differs between engines; √ is exact everywhere.
 *
 * @param parameters `architecture.length` floats; all are written
 */
export function fillInitialParameters(
  architecture: Architecture,
  parameters: Float32Array,
  seed: number,
): void {
  const random = createRandom(seed, STREAM.weights)
  parameters.fill(0)
  for (const { inputs, outputs, offset } of architecture.layers) {
    const length = matrixLength(inputs + 1, outputs)
    const weights = matrixOver(parameters.subarray(offset, offset + length), inputs + 1, outputs)
    const limit = Math.sqrt(3 / inputs)
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) {
        weights.values[indexOf(weights, i, j)] = (2 * random.uniform() - 1) * limit
      }
    }
  }
}
