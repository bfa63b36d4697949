import { createRandom, STREAM } from '../random.js'
import type { Architecture, Layer } from './architecture.js'
import type { Head } from './head.js'
import { indexOf, matrixLength, matrixOver } from './matrix.js'

/**
 * Fills the flat buffer with initial weights: uniform in ±√(3 · variance), biases 0. The variance follows from what the layer
 * ends with:
 *
 * - σ, and the output of the head `squared`: 1 / inputs. Preactivations stay near 1 whatever the layer's width, where σ is
 *   steep and learns (LeCun et al., Efficient BackProp, 1998, §4.6)
 * - tanh, linear, softmax and other outputs: 2 / (inputs + outputs) (Glorot & Bengio, Understanding the difficulty of training
 *   deep feedforward neural networks, 2010)
 * - ReLU, leaky ReLU, GELU, SiLU: 2 / inputs (He et al., Delving deep into rectifiers, 2015)
 *
 * Uniform rather than normal because a normal sample takes a logarithm or a cosine, whose last bit differs between engines; √
 * is exact everywhere.
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
  for (const layer of architecture.layers) {
    const { inputs, outputs, offset } = layer
    const length = matrixLength(inputs + 1, outputs)
    const weights = matrixOver(parameters.subarray(offset, offset + length), inputs + 1, outputs)
    const limit = initialLimit(layer, architecture.head)
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < outputs; j++) {
        weights.values[indexOf(weights, i, j)] = (2 * random.uniform() - 1) * limit
      }
    }
  }
}

function initialLimit({ inputs, outputs, activation }: Layer, head: Head): number {
  switch (activation) {
    case 'relu':
    case 'leaky-relu':
    case 'gelu':
    case 'silu':
      return Math.sqrt(6 / inputs)
    case 'sigmoid':
      return head === 'sigmoid-cross-entropy' ? Math.sqrt(6 / (inputs + outputs)) : Math.sqrt(3 / inputs)
    default:
      return Math.sqrt(6 / (inputs + outputs))
  }
}
