import { type Dataset, type Network, simdAvailable } from '@antigrad/core'
import { kernelGradient, textbook } from '@antigrad/core/lecture'
import { textbookExamples } from './examples.js'

/** A layer's gradient in float32 against float64. */
export interface KernelCheck {
  /** The largest distance of an element. */
  readonly error: number
  /** The largest element, in float64. */
  readonly largest: number
}

/** What the kernels make of a minibatch. */
export interface KernelsCheck {
  readonly layers: readonly KernelCheck[]
  /** Whether SIMD and plain kernels give the same bits; undefined where there is no SIMD. */
  readonly sameBits: boolean | undefined
}

/** Compares the gradient of the float32 kernels, for all examples as one minibatch, with the textbook's. */
export function checkByKernels(network: Network, dataset: Dataset): KernelsCheck {
  const plain = kernelGradient(network, dataset, 'plain')
  const expected = textbook.minibatchGradient(textbook.fromNetwork(network), textbookExamples(dataset))
  const simd = simdAvailable() ? kernelGradient(network, dataset, 'simd') : undefined
  return {
    layers: textbook.fromNetwork(plain).map(({ weights, biases }, l) => {
      const pairs = [
        [weights.values, expected[l].weights.values],
        [biases, expected[l].biases],
      ]
      let [error, largest] = [0, 0]
      for (const [found, right] of pairs) {
        for (let k = 0; k < right.length; k++) {
          error = Math.max(error, Math.abs(found[k] - right[k]))
          largest = Math.max(largest, Math.abs(right[k]))
        }
      }
      return { error, largest }
    }),
    sameBits: simd && sameBits(simd.parameters, plain.parameters),
  }
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  const bits = (values: Float32Array) => new Uint32Array(values.buffer, values.byteOffset, values.length)
  const [left, right] = [bits(a), bits(b)]
  return left.every((word, k) => word === right[k])
}
