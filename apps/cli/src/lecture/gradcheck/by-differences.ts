import { createRandom, type Network } from '@antigrad/core'
import { reference, STREAM, shuffle } from '@antigrad/core/internal'
import { checkGradients, type GradientCheck, textbook } from '@antigrad/core/lecture'
import { isLecture, referenceNetwork } from './architecture.js'

/** A layer's parameters, analytic against numeric. */
export interface LayerCheck extends Omit<GradientCheck, 'layer'> {
  /** Of the example where the two are furthest apart, counted from 0. */
  readonly example: number
  /** Parameters left out, because the loss has a kink where they lie; only where there are any. */
  readonly kinks?: number
}

/** The worst of the parameters that were chosen, and how many of them were compared. */
type Worst = Omit<LayerCheck, 'example' | 'kinks'> & { readonly kinks: number }

/**
 * Compares back propagation in float64 with central differences, layer by layer: that of the textbook for the lecture's
 * network, that of the reference for any other.
 * @param most parameters of each layer that are compared for an example: of a larger one the seed chooses,
 * among biases and the weights whose input is not 0 (the others have no gradient, and no difference)
 */
export function checkByDifferences(
  network: Network,
  examples: readonly textbook.TextbookExample[],
  most: number,
  seed: number,
): LayerCheck[] {
  const check = isLecture(network.architecture) ? lectureChecker(network) : referenceChecker(network)
  const layers = textbook.fromNetwork(network)
  return layers.map((_, layer) => {
    let worst: LayerCheck | undefined
    let [parameters, kinks] = [0, 0]
    for (const [example, { input, label }] of examples.entries()) {
      const { inputs, compare } = check(input, label)
      const chosen = chooseParameters(layers[layer], inputs[layer], most, seed + example)
      const { kinks: skipped, ...found } = compare(layer, chosen)
      parameters += found.parameters
      kinks += skipped
      if (worst === undefined || found.relativeError > worst.relativeError) worst = { ...found, example }
    }
    if (worst === undefined) throw new RangeError('expected at least one example, found none')
    return { ...worst, parameters, ...(kinks > 0 && { kinks }) }
  })
}

/** An example, ready to be compared. */
interface Pass {
  /** What each layer takes. */
  readonly inputs: readonly textbook.Vector[]
  /** @param chosen parameters of the layer, its weights before its biases */
  readonly compare: (layer: number, chosen: ReadonlySet<number>) => Worst
}

type Checker = (input: textbook.Vector, label: textbook.Vector) => Pass

function lectureChecker(network: Network): Checker {
  const layers = textbook.fromNetwork(network)
  return (input, label) => {
    const pass = textbook.forward(layers, input)
    const gradient = textbook.backward(layers, pass, label)
    return {
      inputs: pass.activations,
      compare(layer, chosen) {
        const isChosen = (l: number, index: number) => l === layer && chosen.has(index)
        return { ...checkGradients(layers, input, label, gradient, isChosen), kinks: 0 }
      },
    }
  }
}

function referenceChecker(network: Network): Checker {
  const objective = { head: network.architecture.head }
  const net = referenceNetwork(network)
  const sizes = net.layers.map(({ weights, biases }) => weights.values.length + biases.length)
  return (input, label) => {
    const minibatch = [{ input, label }]
    const { gradient } = reference.minibatchGradient(net, objective, minibatch)
    return {
      inputs: reference.forward(net, input).activations,
      compare(layer, chosen) {
        const before = sizes.slice(0, layer).reduce((sum, size) => sum + size, 0)
        const indices = Array.from(chosen, (index) => before + index)
        const all = reference.checkParameters(net, objective, minibatch, gradient, indices)
        // A derivative without a difference beside it: a kink. One that is itself no number stays.
        const compared = all.filter(
          ({ analytic, numeric }) => !(Number.isFinite(analytic) && Number.isNaN(numeric)),
        )
        const kinks = all.length - compared.length
        if (compared.length === 0) {
          return { relativeError: 0, parameter: 'none', analytic: 0, numeric: 0, parameters: 0, kinks }
        }
        const worst = compared.reduce((a, b) => (b.relativeError > a.relativeError ? b : a))
        const parameter = nameOf(net.layers[layer], worst.parameter - before)
        return { ...worst, parameter, parameters: compared.length, kinks }
      },
    }
  }
}

/** `weights[output,input]` or `biases[output]`. */
function nameOf({ weights: { columns, values } }: textbook.TextbookLayer, index: number): string {
  if (index >= values.length) return `biases[${index - values.length}]`
  return `weights[${Math.floor(index / columns)},${index % columns}]`
}

function chooseParameters(
  { weights, biases }: textbook.TextbookLayer,
  inputs: textbook.Vector,
  most: number,
  seed: number,
): Set<number> {
  const { columns, values } = weights
  const indices = [...Array(values.length + biases.length).keys()].filter(
    (index) => index >= values.length || inputs[index % columns] !== 0,
  )
  if (indices.length > most) shuffle(indices, createRandom(seed, STREAM.split))
  return new Set(indices.slice(0, most))
}
