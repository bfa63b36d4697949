import type { TextbookNetwork } from '../lecture/textbook/network.js'
import type { Vector } from '../lecture/textbook/vector.js'

/** All parameters in one column: layer by layer, the weights of a layer (row by row) before its biases. */
export function flatten(layers: TextbookNetwork): Vector {
  return Float64Array.from(layers.flatMap(({ weights, biases }) => [...weights.values, ...biases]))
}

/**
 * Layers of the same shapes with other parameters: `unflatten(layers, flatten(layers))` equals `layers`.
 * @throws RangeError for another number of parameters
 */
export function unflatten(layers: TextbookNetwork, parameters: Vector): TextbookNetwork {
  let used = 0
  const next = ({ length }: Vector) => {
    used += length
    return parameters.slice(used - length, used)
  }
  const filled = layers.map(({ weights, biases }) => ({
    weights: { ...weights, values: next(weights.values) },
    biases: next(biases),
  }))
  if (used !== parameters.length) {
    throw new RangeError(`expected ${used} parameters for these layers, found ${parameters.length}`)
  }
  return filled
}
