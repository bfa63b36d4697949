import { createRandom } from '@antigrad/core'
import { STREAM, shuffle } from '@antigrad/core/internal'
import { checkGradients, type GradientCheck, textbook } from '@antigrad/core/lecture'

/** A layer's parameters, analytic against numeric. */
export interface LayerCheck extends Omit<GradientCheck, 'layer'> {
  /** Of the example where the two are furthest apart, counted from 0. */
  readonly example: number
}

/**
 * Compares back propagation in float64 with central differences, layer by layer.
 * @param most parameters of each layer that are compared for an example: of a larger one the seed chooses,
 * among biases and the weights whose input is not 0 (the others have no gradient, and no difference)
 */
export function checkByDifferences(
  network: textbook.TextbookNetwork,
  examples: readonly textbook.TextbookExample[],
  most: number,
  seed: number,
): LayerCheck[] {
  return network.map((_, layer) => {
    let worst: LayerCheck | undefined
    let parameters = 0
    for (const [example, { input, label }] of examples.entries()) {
      const pass = textbook.forward(network, input)
      const chosen = chooseParameters(network[layer], pass.activations[layer], most, seed + example)
      const gradient = textbook.backward(network, pass, label)
      const check = checkGradients(
        network,
        input,
        label,
        gradient,
        (l, index) => l === layer && chosen.has(index),
      )
      parameters += check.parameters
      if (worst === undefined || check.relativeError > worst.relativeError) worst = { ...check, example }
    }
    if (worst === undefined) throw new RangeError('expected at least one example, found none')
    return { ...worst, parameters }
  })
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
