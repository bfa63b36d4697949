import type { textbook } from '@antigrad/core/lecture'
import { activationBlocks } from './activation.js'
import type { Block, Step } from './block.js'
import { headBlocks } from './head-forward.js'
import { type Notation, product, sum } from './notation.js'
import type { WorkedExample } from './worked-example.js'

/** The way forward, docs/derivation.md §4: p, y, q, z and ε. */
export function forwardBlocks(worked: WorkedExample): Block[] {
  const { example, pass, write } = worked
  const { network, x } = example
  const { p, y, q } = pass
  const [first, last] = network.layers
  const [activation] = network.activations
  return [
    { title: 'p = Vx + v', steps: linear(['V', 'x', 'v', 'p'], first, x, p, write, write.given) },
    ...activationBlocks({ activation, letters: ['y', 'p'], p, y }, write),
    { title: 'q = Uy + u', steps: linear(['U', 'y', 'u', 'q'], last, y, q, write, write.computed) },
    ...headBlocks(worked),
  ]
}

function linear(
  [W, x, b, p]: readonly [string, string, string, string],
  { weights: { columns, values }, biases }: textbook.TextbookLayer,
  inputs: textbook.Vector,
  outputs: textbook.Vector,
  write: Notation,
  number: (value: number) => string,
): Step[] {
  return Array.from(outputs, (value, i) => {
    const terms = Array.from(inputs, (_, j) => `${write.name(W, i, j)}·${write.name(x, j)}`)
    const products = Array.from(inputs, (input, j) =>
      product(write.given(values[i * columns + j]), number(input)),
    )
    return {
      name: write.name(p, i),
      formula: [...terms, write.name(b, i)].join(' + '),
      numbers: sum([...products, write.given(biases[i])]),
      value,
    }
  })
}
