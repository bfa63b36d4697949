import { centralDifference } from './textbook/central-difference.js'
import {
  backward,
  forward,
  loss,
  outputOf,
  type TextbookGradient,
  type TextbookNetwork,
} from './textbook/network.js'
import type { Vector } from './textbook/vector.js'

/**
 * Below this a derivative by the preactivation is compared absolutely, to 1e-7 · 1e-7 = 1e-14 for a
 * relative error of 1e-7: some fifty roundings of a loss near 1, which is what a central difference
 * cannot see through. Nothing is skipped: a wrong derivative of 1e-9 still shows as an error of 1e-2.
 */
const FLOOR = 1e-7

/** Smaller inputs are taken as this, so that a step stays finite. */
const SMALLEST_INPUT = 2 ** -30

/** The parameter whose analytic and numeric derivatives differ most, and by how much. */
export interface GradientCheck {
  /** |analytic − numeric| / max(|analytic|, |numeric|, floor); Infinity where one of them is not finite. */
  readonly relativeError: number
  /** Its layer, counted from 0, as in `network[layer]`. */
  readonly layer: number
  /** `weights[output,input]` or `biases[output]`, counted from 0. */
  readonly parameter: string
  readonly analytic: number
  readonly numeric: number
  /** How many parameters were compared: all of the network's, unless some were chosen. */
  readonly parameters: number
}

/**
 * Compares ∂ε/∂θ of every parameter θ with a central difference of the loss, in float64
 * (docs/derivation.md §7). A right gradient stays within 1e-7 while parameters lie in ±8 or so, within 1e-6
 * at ±30, where preactivations of some hundreds are themselves rounded at 1e-14.
 *
 * The widest step of a weight is 1 / |x|, where x is the input that the weight multiplies; of a bias it
 * is 1. So a step always moves the preactivation by 1, which is σ's own scale, and neither a tiny nor a
 * huge input costs digits. For the same reason the floor is `FLOOR · |x|`.
 *
 * Takes some 20 passes forward for each parameter: a moment for a hundred parameters, a minute for 784-30-10.
 * @param label elements in [0, 1]
 * @param gradient what is judged: by default that of `backward`
 * @param isChosen which parameters are compared, by layer and by place among its weights and, after them,
 * its biases: by default all
 * @throws RangeError where the shapes of network, input and label do not meet, or where there is nothing to compare
 */
export function checkGradients(
  network: TextbookNetwork,
  input: Vector,
  label: Vector,
  gradient: TextbookGradient = backward(network, forward(network, input), label),
  isChosen: (layer: number, place: number) => boolean = () => true,
): GradientCheck {
  const moved = copyOf(network)
  let worst: GradientCheck | undefined
  let parameters = 0
  for (const { values, index, multiplies, analytic, ...place } of parametersOf(
    moved,
    input,
    gradient,
    isChosen,
  )) {
    const scale = Math.max(Math.abs(multiplies), SMALLEST_INPUT)
    const θ = values[index]
    const lossAt = (offset: number) => {
      values[index] = θ + offset
      return loss(outputOf(moved, input), label)
    }
    const numeric = centralDifference(lossAt, 1 / scale)
    values[index] = θ
    const relativeError = relativeDifference(analytic, numeric, FLOOR * scale)
    parameters++
    if (worst === undefined || relativeError > worst.relativeError) {
      worst = { relativeError, ...place, analytic, numeric, parameters }
    }
  }
  if (worst === undefined)
    throw new RangeError('expected at least one layer and one parameter to compare, found none')
  return { ...worst, parameters }
}

interface Parameter {
  readonly layer: number
  readonly parameter: string
  /** It lies at `values[index]`. */
  readonly values: Vector
  readonly index: number
  /** What it multiplies on the way to the preactivation: an input of its layer, or 1 for a bias. */
  readonly multiplies: number
  readonly analytic: number
}

function* parametersOf(
  network: TextbookNetwork,
  input: Vector,
  gradient: TextbookGradient,
  isChosen: (layer: number, place: number) => boolean,
): Iterable<Parameter> {
  const { activations } = forward(network, input)
  for (const [layer, { weights, biases }] of network.entries()) {
    const { values, columns } = weights
    const x = activations[layer]
    const { weights: dε_dV, biases: dε_dv } = gradient[layer]
    for (let index = 0; index < values.length; index++) {
      if (!isChosen(layer, index)) continue
      const j = index % columns
      const parameter = `weights[${(index - j) / columns},${j}]`
      yield { layer, parameter, values, index, multiplies: x[j], analytic: dε_dV.values[index] }
    }
    for (let index = 0; index < biases.length; index++) {
      if (!isChosen(layer, values.length + index)) continue
      yield {
        layer,
        parameter: `biases[${index}]`,
        values: biases,
        index,
        multiplies: 1,
        analytic: dε_dv[index],
      }
    }
  }
}

function relativeDifference(a: number, b: number, floor: number): number {
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), floor)
  return Number.isFinite(difference) ? difference : Number.POSITIVE_INFINITY
}

function copyOf(network: TextbookNetwork): TextbookNetwork {
  return network.map(({ weights, biases }) => ({
    weights: { ...weights, values: weights.values.slice() },
    biases: biases.slice(),
  }))
}
