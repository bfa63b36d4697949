import {
  backward,
  forward,
  type TextbookExample,
  type TextbookGradient,
  type TextbookNetwork,
} from './network.js'
import { add, scale, subtract, type Vector } from './vector.js'

/**
 * The sum of the gradients of a minibatch's examples, in their order (docs/derivation.md §6).
 * @throws RangeError for no examples
 */
export function minibatchGradient(
  network: TextbookNetwork,
  minibatch: readonly TextbookExample[],
): TextbookGradient {
  if (minibatch.length === 0) throw new RangeError('a minibatch has at least one example, found none')
  return minibatch
    .map(({ input, label }) => backward(network, forward(network, input), label))
    .reduce((sum, gradient) => combine(sum, gradient, add))
}

/**
 * One step of SGD: the network with every parameter θ moved to θ − η/m · Σ ∂ε/∂θ.
 * @param gradient the sum over the minibatch
 * @param learningRate η
 * @param size m, the examples of the whole minibatch
 */
export function step(
  network: TextbookNetwork,
  gradient: TextbookGradient,
  learningRate: number,
  size: number,
): TextbookNetwork {
  return combine(network, gradient, (θ, dε_dθ) => subtract(θ, scale(learningRate / size, dε_dθ)))
}

/**
 * Minibatch after minibatch through the examples, once for each order: the network that comes out.
 * @param orders for each epoch, the indices of the examples in the order in which they are visited
 * @param size examples in a minibatch, at least 1; an epoch's last may be smaller, and is divided by its own size
 * @throws RangeError for another size, or for an order that names an example that is not there
 */
export function train(
  network: TextbookNetwork,
  examples: readonly TextbookExample[],
  orders: Iterable<ArrayLike<number>>,
  size: number,
  learningRate: number,
): TextbookNetwork {
  if (!(Number.isSafeInteger(size) && size >= 1)) {
    throw new RangeError(`the size of a minibatch is a whole number from 1, found ${size}`)
  }
  let trained = network
  for (const order of orders) {
    const epoch = Array.from(order, (n) => exampleAt(examples, n))
    for (let first = 0; first < epoch.length; first += size) {
      const minibatch = epoch.slice(first, first + size)
      trained = step(trained, minibatchGradient(trained, minibatch), learningRate, minibatch.length)
    }
  }
  return trained
}

function exampleAt(examples: readonly TextbookExample[], n: number): TextbookExample {
  if (!(n in examples)) throw new RangeError(`an order names one of ${examples.length} examples, found ${n}`)
  return examples[n]
}

/** Two networks into one, vector by vector. */
function combine(
  a: TextbookNetwork,
  b: TextbookNetwork,
  operation: (a: Vector, b: Vector) => Vector,
): TextbookNetwork {
  return a.map(({ weights, biases }, k) => ({
    weights: { ...weights, values: operation(weights.values, b[k].weights.values) },
    biases: operation(biases, b[k].biases),
  }))
}
