import type { Vector } from '../lecture/textbook/vector.js'
import { differenceWithin } from './difference-within.js'
import { minibatchGradient, minibatchLoss, type ReferenceExample } from './minibatch.js'
import { forward, type ReferenceNetwork } from './network.js'
import type { Objective } from './objective.js'
import { flatten, unflatten } from './parameters.js'
import { pieceOf } from './pieces.js'

/** As in the lecture's check: below this a derivative by the preactivation is compared absolutely. */
const FLOOR = 1e-7

/** Smaller inputs are taken as this, so that a step stays finite. */
const SMALLEST_INPUT = 2 ** -30

/** The parameter whose analytic and numeric derivatives differ most, and by how much. */
export interface GradientCheck {
  /** |analytic − numeric| / max(|analytic|, |numeric|, floor); Infinity where one of them is not finite. */
  readonly relativeError: number
  /** Its index in the order of `flatten`. */
  readonly parameter: number
  readonly analytic: number
  readonly numeric: number
}

/**
 * Compares the derivatives of the mean loss by every parameter with central differences, in float64. A right gradient stays
 * within 1e-7.
 *
 * The widest step moves no preactivation of the parameter's own layer by more than 1. Where an activation or a loss has a kink
 * (relu, leaky-relu, huber), differences are taken only within the smooth piece that the parameters lie in.
 * @param gradient what is judged: by default that of `minibatchGradient`
 * @throws RangeError for a network without parameters, and as `minibatchLoss` does
 */
export function checkGradient(
  network: ReferenceNetwork,
  objective: Objective,
  minibatch: readonly ReferenceExample[],
  gradient: Vector = minibatchGradient(network, objective, minibatch).gradient,
): GradientCheck {
  const checks = checkParameters(network, objective, minibatch, gradient)
  if (checks.length === 0) throw new RangeError('expected a network with parameters, found none')
  return checks.reduce((worst, check) => (check.relativeError > worst.relativeError ? check : worst))
}

/**
 * As `checkGradient`, the comparison of each parameter.
 * @param chosen which parameters are compared, by their index in the order of `flatten`: all unless said otherwise
 * @returns one for each of `chosen`, in their order; `numeric` is NaN, and the error Infinity, where the parameters lie on a kink
 * or so near to one that no step fits
 * @throws RangeError as `minibatchLoss` does
 */
export function checkParameters(
  network: ReferenceNetwork,
  objective: Objective,
  minibatch: readonly ReferenceExample[],
  gradient: Vector,
  chosen: Iterable<number> = gradient.keys(),
): GradientCheck[] {
  const factors = largestFactors(network, minibatch)
  const piece = pieceOf(network, objective.head, minibatch)
  const magnitude = Math.max(1, minibatchLoss(network, objective, minibatch))
  const moved = { ...network, layers: unflatten(network.layers, flatten(network.layers)) }
  const places = placesOf(moved.layers)
  return Array.from(chosen, (parameter): GradientCheck => {
    const { values, index } = places(parameter)
    const θ = values[index]
    const lossAt = (offset: number) => {
      values[index] = θ + offset
      const movedPiece = pieceOf(moved, objective.head, minibatch)
      if (movedPiece.some((side, n) => side !== piece[n])) return Number.NaN
      return minibatchLoss(moved, objective, minibatch)
    }
    const scale = Math.max(factors[parameter], SMALLEST_INPUT)
    const analytic = gradient[parameter]
    const numeric = differenceWithin(lossAt, 1 / scale, Number.EPSILON * magnitude)
    values[index] = θ
    const relativeError = relativeDifference(analytic, numeric, FLOOR * scale * magnitude)
    return { relativeError, parameter, analytic, numeric }
  })
}

/** Where each parameter lies, by its index in the order of `flatten`. */
function placesOf(
  layers: ReferenceNetwork['layers'],
): (parameter: number) => { readonly values: Vector; readonly index: number } {
  const vectors = layers.flatMap(({ weights, biases }) => [weights.values, biases])
  return (parameter) => {
    let index = parameter
    for (const values of vectors) {
      if (index < values.length) return { values, index }
      index -= values.length
    }
    throw new RangeError(`expected a parameter of the network, found number ${parameter}`)
  }
}

/** The largest number that each parameter multiplies on the way to a preactivation, over the minibatch: 1 for biases. */
function largestFactors(network: ReferenceNetwork, minibatch: readonly ReferenceExample[]): Vector {
  const passes = minibatch.map(({ input, dropout }) => forward(network, input, dropout))
  return flatten(
    network.layers.map(({ weights, biases }, k) => ({
      weights: {
        ...weights,
        values: weights.values.map((_, index) =>
          Math.max(...passes.map(({ activations }) => Math.abs(activations[k][index % weights.columns]))),
        ),
      },
      biases: biases.map(() => 1),
    })),
  )
}

function relativeDifference(a: number, b: number, floor: number): number {
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), floor)
  return Number.isFinite(difference) ? difference : Number.POSITIVE_INFINITY
}
