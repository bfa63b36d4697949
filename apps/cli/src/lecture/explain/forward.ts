import { textbook } from '@antigrad/core/lecture'
import type { Example } from './example.js'
import { bracketed, difference, type Notation, product, sum } from './notation.js'

/** One line: what is computed, by which formula, from which numbers, and what comes out. */
export interface Step {
  /** `∂ε/∂U₁₂`. */
  readonly name: string
  /** In letters: `∂ε/∂q₁ · y₂`. */
  readonly formula: string
  /** The formula in numbers; empty where it is a number above. */
  readonly numbers: string
  readonly value: number
  /** The same by central differences, on the way back. */
  readonly difference?: number
}

/** Lines that belong together, under what they are as columns and matrices. */
export interface Block {
  readonly title: string
  readonly steps: readonly Step[]
}

/** The way forward, docs/derivation.md §4: p, y, q, z and ε. */
export function forwardBlocks({ network, x, l }: Example, write: Notation): Block[] {
  const { preactivations, activations } = textbook.forward(network, x)
  const [p, q] = preactivations
  const [, y, z] = activations
  const all = [...z.keys()]
  const differences = all.map((i) => `${write.name('z', i)} − ${write.name('l', i)}`)
  const numbers = all.map((i) => difference(write.computed(z[i]), write.given(l[i])))
  const squares = (terms: readonly string[]) =>
    terms.length === 1 ? `½(${terms[0]})²` : `½(${terms.map((term) => `(${term})²`).join(' + ')})`
  return [
    { title: 'p = Vx + v', steps: linear(['V', 'x', 'v', 'p'], network[0], x, p, write, write.given) },
    { title: 'y = σ(p)', steps: activated('y', 'p', p, y, write) },
    { title: 'q = Uy + u', steps: linear(['U', 'y', 'u', 'q'], network[1], y, q, write, write.computed) },
    { title: 'z = σ(q)', steps: activated('z', 'q', q, z, write) },
    {
      title: 'ε = ½(z − l)²',
      steps: [
        { name: 'ε', formula: squares(differences), numbers: squares(numbers), value: textbook.loss(z, l) },
      ],
    },
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

function activated(
  y: string,
  p: string,
  preactivations: textbook.Vector,
  activations: textbook.Vector,
  write: Notation,
): Step[] {
  return Array.from(activations, (value, i) => ({
    name: write.name(y, i),
    formula: `σ(${write.name(p, i)})`,
    numbers: `1/(1 + e^−${bracketed(write.computed(preactivations[i]))})`,
    value,
  }))
}
