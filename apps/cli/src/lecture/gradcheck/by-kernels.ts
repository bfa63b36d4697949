import { type Dataset, type Network, simdAvailable } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import { kernelGradient, textbook } from '@antigrad/core/lecture'
import { isLecture, referenceNetwork } from './architecture.js'
import { textbookExamples } from './examples.js'
import { type RoundingErrors, roundingErrors, sumError } from './rounding.js'

/** A layer's gradient in float32 against float64. */
export interface KernelCheck {
  /** The largest distance of an element. */
  readonly error: number
  /** The largest element, in float64. */
  readonly largest: number
  /** Not of the lecture's network: the largest distance as a share of what rounding may leave of that element. */
  readonly share?: number
}

/** What the kernels make of a minibatch. */
export interface KernelsCheck {
  readonly layers: readonly KernelCheck[]
  /** Whether SIMD and plain kernels give the same bits; undefined where there is no SIMD. */
  readonly sameBits: boolean | undefined
}

/**
 * Compares the gradient of the float32 kernels, for all examples as one minibatch, with the textbook's; that of any other than
 * the lecture's network with the reference's, element by element within what rounding may leave.
 */
export function checkByKernels(network: Network, dataset: Dataset): KernelsCheck {
  const plain = kernelGradient(network, dataset, 'plain')
  const simd = simdAvailable() ? kernelGradient(network, dataset, 'simd') : undefined
  const found = textbook.fromNetwork(plain)
  return {
    layers: isLecture(network.architecture)
      ? compare(found, textbook.minibatchGradient(textbook.fromNetwork(network), textbookExamples(dataset)))
      : compareWithin(network, dataset, found),
    sameBits: simd && sameBits(simd.parameters, plain.parameters),
  }
}

/** The distances of a gradient from the right one. */
function compare(found: textbook.TextbookGradient, expected: textbook.TextbookGradient): KernelCheck[] {
  return expected.map((layer, l) => {
    let [error, largest] = [0, 0]
    const right = elementsOf(layer)
    for (const [k, element] of elementsOf(found[l]).entries()) {
      error = Math.max(error, Math.abs(element - right[k]))
      largest = Math.max(largest, Math.abs(right[k]))
    }
    return { error, largest }
  })
}

/** An example on its way there and back, and the errors that float32 may make on it. */
interface Row {
  readonly pass: textbook.TextbookForward
  readonly gradient: textbook.TextbookGradient
  readonly errors: RoundingErrors
}

/**
 * As `compare`, with the share of what rounding may leave.
 * @param found the gradient that is judged
 */
export function compareWithin(
  network: Network,
  dataset: Dataset,
  found: textbook.TextbookGradient,
): KernelCheck[] {
  const rows = rowsOf(network, dataset)
  const expected = rows.map(({ gradient }) => gradient).reduce(added)
  const checks = compare(found, expected)
  return expected.map((layer, l) => {
    const right = elementsOf(layer)
    const allowed = allowedErrors(rows, l, layer.weights)
    const share = elementsOf(found[l]).reduce(
      (most, element, k) => Math.max(most, Math.abs(element - right[k]) / allowed[k]),
      0,
    )
    return { ...checks[l], share }
  })
}

function rowsOf(network: Network, dataset: Dataset): Row[] {
  const { head } = network.architecture
  const net = referenceNetwork(network)
  const ofBytes = dataset.features instanceof Uint8Array
  return textbookExamples(dataset).map(({ input, label }) => {
    const pass = reference.forward(net, input)
    const { delta } = reference.rowLoss(head, pass.preactivations[net.layers.length - 1], label)
    const gradient = reference.backward(net, pass, delta)
    // A byte's share of 255 is rounded once.
    const inputError = input.map((x) => (ofBytes ? x * 2 ** -24 : 0))
    return { pass, gradient, errors: roundingErrors(net, head, pass, gradient, inputError) }
  })
}

/** Of each element of a layer's gradient, weights before biases. */
function allowedErrors(
  rows: readonly Row[],
  l: number,
  { rows: outputs, columns: inputs }: textbook.TextbookMatrix,
): Float64Array {
  const allowed = new Float64Array(outputs * inputs + outputs)
  for (let j = 0; j < outputs; j++) {
    const deltas = rows.map(({ gradient, errors }) => ({
      value: gradient[l].biases[j],
      error: errors.deltas[l][j],
    }))
    for (let i = 0; i < inputs; i++) {
      const terms = rows.map(
        ({ pass, errors }, n) =>
          [{ value: pass.activations[l][i], error: errors.activations[l][i] }, deltas[n]] as const,
      )
      allowed[j * inputs + i] = sumError(terms)
    }
    allowed[outputs * inputs + j] = sumError(deltas.map((delta) => [{ value: 1, error: 0 }, delta]))
  }
  return allowed
}

function added(a: textbook.TextbookGradient, b: textbook.TextbookGradient): textbook.TextbookGradient {
  return a.map(({ weights, biases }, l) => ({
    weights: { ...weights, values: textbook.add(weights.values, b[l].weights.values) },
    biases: textbook.add(biases, b[l].biases),
  }))
}

function elementsOf({ weights, biases }: textbook.TextbookLayer): Float64Array {
  const elements = new Float64Array(weights.values.length + biases.length)
  elements.set(weights.values)
  elements.set(biases, weights.values.length)
  return elements
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  const bits = (values: Float32Array) => new Uint32Array(values.buffer, values.byteOffset, values.length)
  const [left, right] = [bits(a), bits(b)]
  return left.every((word, k) => word === right[k])
}
