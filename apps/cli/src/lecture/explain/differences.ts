import { sigmoid, textbook } from '@antigrad/core/lecture'
import type { Example } from './example.js'

/** What the loss can be differentiated by: a parameter, or a number on the way. */
export type Variable = 'V' | 'v' | 'U' | 'u' | 'p' | 'y' | 'q' | 'z'

/**
 * ∂ε/∂(element `index` of `variable`) by central differences of the loss (docs/derivation.md §7): nothing
 * of the way back is in it.
 */
export function differenceOf({ network, x, l }: Example, variable: Variable, index: number): number {
  const { activations } = textbook.forward(network, x)
  const [, y, z] = activations
  return textbook.centralDifference((offset) => {
    if (variable === 'z') return textbook.loss(moved(z, index, offset), l)
    if (variable === 'y')
      return textbook.loss(textbook.outputOf(network.slice(1), moved(y, index, offset)), l)
    return textbook.loss(textbook.outputOf(withParameter(network, variable, index, offset), x), l)
  }, 1)
}

/** σ'(p) by central differences of σ. */
export function sigmoidDifference(p: number): number {
  return textbook.centralDifference((offset) => sigmoid(p + offset), 1)
}

/** The network with one parameter moved. A preactivation moves as its bias does: p = Vx + v. */
function withParameter(
  network: textbook.TextbookNetwork,
  variable: Exclude<Variable, 'y' | 'z'>,
  index: number,
  offset: number,
): textbook.TextbookNetwork {
  const layer = ['V', 'v', 'p'].includes(variable) ? 0 : 1
  return network.map(({ weights, biases }, k) => {
    if (k !== layer) return { weights, biases }
    return variable === 'V' || variable === 'U'
      ? { weights: { ...weights, values: moved(weights.values, index, offset) }, biases }
      : { weights, biases: moved(biases, index, offset) }
  })
}

function moved(values: textbook.Vector, index: number, offset: number): textbook.Vector {
  const copy = values.slice()
  copy[index] += offset
  return copy
}
