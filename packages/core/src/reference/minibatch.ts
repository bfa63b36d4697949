import { add, type Vector } from '../lecture/textbook/vector.js'
import { backward, type Dropout, forward, type ReferenceNetwork } from './network.js'
import { type Objective, objectiveOf } from './objective.js'
import { flatten } from './parameters.js'

/** An input and what the network should make of it. */
export interface ReferenceExample {
  readonly input: Vector
  readonly label: Vector
  /** What its loss counts, not below 0: 1 unless said otherwise. */
  readonly weight?: number
  /** What is left out of the network for it: nothing unless said otherwise. */
  readonly dropout?: Dropout
}

/**
 * The weighted mean of the rows' losses: Σ ε / Σ weight.
 * @throws RangeError for no examples, weights that add up to 0, and whatever `forward` and `objectiveOf` refuse
 */
export function minibatchLoss(
  network: ReferenceNetwork,
  objective: Objective,
  minibatch: readonly ReferenceExample[],
): number {
  const rows = minibatch.map((example) => rowOf(network, objective, example))
  return sumOfLosses(rows) / weightOf(rows)
}

/** The mean loss of a minibatch and its derivatives by the parameters, in the order of `flatten`. */
export interface MinibatchGradient {
  readonly loss: number
  readonly gradient: Vector
}

/**
 * `minibatchLoss` and its gradient, from one pass forward and one back.
 * @throws RangeError as `minibatchLoss` does
 */
export function minibatchGradient(
  network: ReferenceNetwork,
  objective: Objective,
  minibatch: readonly ReferenceExample[],
): MinibatchGradient {
  const rows = minibatch.map((example) => rowOf(network, objective, example))
  const gradient = rows
    .map(({ pass, delta }, n) => flatten(backward(network, pass, delta, minibatch[n].dropout)))
    .reduce(add, new Float64Array(flatten(network.layers).length))
  const weight = weightOf(rows)
  return { loss: sumOfLosses(rows) / weight, gradient: gradient.map((sum) => sum / weight) }
}

function rowOf(network: ReferenceNetwork, objective: Objective, example: ReferenceExample) {
  const pass = forward(network, example.input, example.dropout)
  const q = pass.preactivations[network.layers.length - 1]
  return { pass, ...objectiveOf(objective, q, example.label, example.weight) }
}

function weightOf(rows: readonly { readonly weight: number }[]): number {
  const weight = rows.reduce((sum, row) => sum + row.weight, 0)
  if (weight > 0) return weight
  throw new RangeError(`a minibatch has a weight above 0, found ${weight} of ${rows.length} examples`)
}

function sumOfLosses(rows: readonly { readonly loss: number }[]): number {
  return rows.reduce((sum, { loss }) => sum + loss, 0)
}
