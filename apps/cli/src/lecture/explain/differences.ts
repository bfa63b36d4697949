import { reference } from '@antigrad/core/internal'
import type { textbook } from '@antigrad/core/lecture'
import type { Example } from './example.js'
import { lossOf } from './loss.js'

/** What the loss can be differentiated by: a parameter, or a number on the way. */
export type Variable = 'V' | 'v' | 'U' | 'u' | 'p' | 'y' | 'q' | 'z'

/**
 * ∂ε/∂(element `index` of `variable`) by central differences of the loss (docs/derivation.md §7): nothing
 * of the way back is in it.
 * @returns undefined on a kink of the loss
 */
export function differenceOf(example: Example, variable: Variable, index: number): number | undefined {
  const found = variable === 'z' ? byOutput(example, index) : byVariable(example, variable, index)
  return Number.isNaN(found) ? undefined : found
}

/** Where z is a probability, the widest step goes half of the way to 0 or 1. */
function byOutput({ network, head, x, l }: Example, index: number): number {
  const z = reference.outputsOf(head, reference.forward(network, x).preactivations[1])
  const isProbability = head === 'softmax-cross-entropy' || head === 'sigmoid-cross-entropy'
  const step = isProbability ? Math.min(z[index], 1 - z[index]) / 2 : 1
  const side = (zi: number) =>
    head === 'huber' && Math.abs(zi - l[index]) > 1 ? Math.sign(zi - l[index]) : 0
  return reference.differenceWithin((offset) => {
    const moved = movedBy(z, index, offset)
    return side(moved[index]) === side(z[index]) ? lossOf(head, moved, l) : Number.NaN
  }, step)
}

/** Within the smooth piece of the loss that the example lies in. */
function byVariable(example: Example, variable: Exclude<Variable, 'z'>, index: number): number {
  const { head, l } = example
  const pieceOf = ({ network, x }: Moved) => reference.pieceOf(network, head, [{ input: x, label: l }])
  const piece = pieceOf(moved(example, variable, index, 0))
  return reference.differenceWithin((offset) => {
    const there = moved(example, variable, index, offset)
    if (pieceOf(there).some((side, n) => side !== piece[n])) return Number.NaN
    return reference.minibatchLoss(there.network, { head }, [{ input: there.x, label: l }])
  }, 1)
}

type Moved = Pick<Example, 'network' | 'x'>

/** The network and its input with one number moved. A preactivation moves as its bias does: p = Vx + v. */
function moved(
  { network, x }: Example,
  variable: Exclude<Variable, 'z'>,
  index: number,
  offset: number,
): Moved {
  const { layers } = network
  if (variable === 'y') {
    const y = reference.forward(network, x).activations[1]
    return { network: { layers: layers.slice(1), activations: [] }, x: movedBy(y, index, offset) }
  }
  const layer = ['V', 'v', 'p'].includes(variable) ? 0 : 1
  const withOne = layers.map(({ weights, biases }, k) => {
    if (k !== layer) return { weights, biases }
    return variable === 'V' || variable === 'U'
      ? { weights: { ...weights, values: movedBy(weights.values, index, offset) }, biases }
      : { weights, biases: movedBy(biases, index, offset) }
  })
  return { network: { ...network, layers: withOne }, x }
}

function movedBy(values: textbook.Vector, index: number, offset: number): textbook.Vector {
  const copy = values.slice()
  copy[index] += offset
  return copy
}
