import { textbook } from '@antigrad/core/lecture'

/** Everything on the way forward, then everything on the way back, in the order of the derivation. */
export const FORWARD = ['p', 'y', 'q', 'z', 'ε'] as const
export const BACKWARD = ['dz', 'dq', 'du', 'dU', 'dy', 'dp', 'dv', 'dV'] as const
export const ORDER = [...FORWARD, ...BACKWARD] as const
export type Quantity = (typeof ORDER)[number]

/** The numbers of one example on its way through a network of one hidden layer, and back. */
export type Quantities = Readonly<Record<Quantity, Float64Array>>

/** An example and the network that it goes through: layer 0 is V and v, layer 1 is U and u. */
export interface Situation {
  readonly network: textbook.TextbookNetwork
  readonly x: Float64Array
  readonly l: Float64Array
}

/** Every quantity of docs/derivation.md §4, by core's textbook. Matrices lie row after row. */
export function quantitiesOf({ network, x, l }: Situation): Quantities {
  const pass = textbook.forward(network, x)
  const [first, last] = textbook.backward(network, pass, l)
  const [p, q] = pass.preactivations
  const [, y, z] = pass.activations
  return {
    p,
    y,
    q,
    z,
    ε: Float64Array.of(textbook.loss(z, l)),
    dz: textbook.subtract(z, l),
    dq: last.biases,
    du: last.biases,
    dU: last.weights.values,
    dy: textbook.transposeTimesColumn(network[1].weights, last.biases),
    dp: first.biases,
    dv: first.biases,
    dV: first.weights.values,
  }
}

/** A number that ε depends on: an element of a quantity or of the parameters. */
export type Variable = 'V' | 'v' | 'U' | 'u' | 'p' | 'y' | 'q' | 'z'

/** ε as it would be were element `index` of `variable` larger by `offset`, everything before it as it is. */
export function lossWith(situation: Situation, variable: Variable, index: number, offset: number): number {
  const { network, x, l } = situation
  const { y, z } = quantitiesOf(situation)
  if (variable === 'z') return textbook.loss(moved(z, index, offset), l)
  if (variable === 'y') return textbook.loss(textbook.outputOf(network.slice(1), moved(y, index, offset)), l)
  return textbook.loss(textbook.outputOf(moveParameter(network, variable, index, offset), x), l)
}

/** ∂ε/∂(variable) by central differences: nothing of the way back is in it. */
export function differenceOf(situation: Situation, variable: Variable, index: number): number {
  return textbook.centralDifference((offset) => lossWith(situation, variable, index, offset), 1)
}

/** The same network with one parameter moved. A preactivation moves as its bias does: p = Vx + v. */
function moveParameter(
  network: textbook.TextbookNetwork,
  variable: Exclude<Variable, 'y' | 'z'>,
  index: number,
  offset: number,
): textbook.TextbookNetwork {
  const layer = variable === 'V' || variable === 'v' || variable === 'p' ? 0 : 1
  return network.map(({ weights, biases }, k) => {
    if (k !== layer) return { weights, biases }
    return variable === 'V' || variable === 'U'
      ? { weights: { ...weights, values: moved(weights.values, index, offset) }, biases }
      : { weights, biases: moved(biases, index, offset) }
  })
}

function moved(values: Float64Array, index: number, offset: number): Float64Array {
  const copy = values.slice()
  copy[index] += offset
  return copy
}
