import { sigmoidDerivative, textbook } from '@antigrad/core/lecture'
import { differenceOf, sigmoidDifference, type Variable } from './differences.js'
import type { Example } from './example.js'
import type { Block, Step } from './forward.js'
import { bracketed, difference, type Notation, product, sum } from './notation.js'

/** The way back, docs/derivation.md §4, read from the last line up: each line needs only what stands above it. */
export function backwardBlocks(example: Example, write: Notation): Block[] {
  const { network, x, l, sizes } = example
  const pass = textbook.forward(network, x)
  const [first, last] = textbook.backward(network, pass, l)
  const [p, q] = pass.preactivations
  const [, y, z] = pass.activations
  const dy = textbook.transposeTimesColumn(network[1].weights, last.biases)
  const scalar = sizes.every((size) => size === 1)

  const label: Steps = (i) => ({
    formula: `${write.name('z', i)} − ${write.name('l', i)}`,
    numbers: difference(write.computed(z[i]), write.given(l[i])),
  })
  return [
    derivatives(example, write, 'z', textbook.subtract(z, l), 1, '∂ε/∂z = z − l', label),
    ...delta(example, write, ['z', 'q'], textbook.subtract(z, l), q, last.biases),
    derivatives(example, write, 'u', last.biases, 1, '∂ε/∂u = ∂ε/∂q', same(write, 'q')),
    derivatives(
      example,
      write,
      'U',
      last.weights.values,
      sizes[1],
      scalar ? '∂ε/∂U = ∂ε/∂q · y' : '∂ε/∂U = ∂ε/∂q ⊗ y: column × row = matrix',
      outer(write, ['q', 'y'], last.biases, y, write.computed),
    ),
    derivatives(
      example,
      write,
      'y',
      dy,
      1,
      scalar ? '∂ε/∂y = ∂ε/∂q · U' : '∂ε/∂y = Uᵀ ∂ε/∂q: matrix × column = column',
      (i) => ({
        formula: Array.from(q, (_, j) => `${write.name('U', j, i)}·${write.name('∂ε/∂q', j)}`).join(' + '),
        numbers: sum(
          Array.from(last.biases, (dq, j) =>
            product(write.given(network[1].weights.values[j * sizes[1] + i]), write.computed(dq)),
          ),
        ),
      }),
    ),
    ...delta(example, write, ['y', 'p'], dy, p, first.biases),
    derivatives(example, write, 'v', first.biases, 1, '∂ε/∂v = ∂ε/∂p', same(write, 'p')),
    derivatives(
      example,
      write,
      'V',
      first.weights.values,
      sizes[0],
      scalar ? '∂ε/∂V = ∂ε/∂p · x' : '∂ε/∂V = ∂ε/∂p ⊗ x: column × row = matrix',
      outer(write, ['p', 'x'], first.biases, x, write.given),
    ),
  ]
}

type Steps = (row: number, column: number) => Pick<Step, 'formula' | 'numbers'>

/** The derivatives of ε by each element of a column or a matrix. */
function derivatives(
  example: Example,
  write: Notation,
  variable: Variable,
  values: textbook.Vector,
  columns: number,
  title: string,
  step: Steps,
): Block {
  const matrix = variable === 'U' || variable === 'V'
  return {
    title,
    steps: Array.from(values, (value, index) => {
      const [row, column] = [Math.floor(index / columns), index % columns]
      return {
        name: matrix ? write.name(`∂ε/∂${variable}`, row, column) : write.name(`∂ε/∂${variable}`, row),
        ...step(row, column),
        value,
        difference: differenceOf(example, variable, index),
      }
    }),
  }
}

/** ∂ε/∂q = ∂ε/∂z ⊙ σ'(q), with σ'(q) before it. */
function delta(
  example: Example,
  write: Notation,
  [z, q]: readonly ['z', 'q'] | readonly ['y', 'p'],
  dz: textbook.Vector,
  preactivations: textbook.Vector,
  dq: textbook.Vector,
): Block[] {
  const slopes = preactivations.map(sigmoidDerivative)
  const e = (i: number) => `e^−${bracketed(write.computed(preactivations[i]))}`
  const scalar = example.sizes.every((size) => size === 1)
  return [
    {
      title: `σ'(${q}) = e^−${q}/(1 + e^−${q})²`,
      steps: Array.from(slopes, (value, i) => ({
        name: `σ'(${write.name(q, i)})`,
        formula: `e^−${write.name(q, i)}/(1 + e^−${write.name(q, i)})²`,
        numbers: `${e(i)}/(1 + ${e(i)})²`,
        value,
        difference: sigmoidDifference(preactivations[i]),
      })),
    },
    derivatives(
      example,
      write,
      q,
      dq,
      1,
      `∂ε/∂${q} = ∂ε/∂${z} ${scalar ? '·' : '⊙'} σ'(${q})${scalar ? '' : ': element by element'}`,
      (i) => ({
        formula: `${write.name(`∂ε/∂${z}`, i)}·σ'(${write.name(q, i)})`,
        numbers: product(write.computed(dz[i]), write.computed(slopes[i])),
      }),
    ),
  ]
}

/** ∂ε/∂u = ∂ε/∂q: nothing to compute. */
function same(write: Notation, q: string): Steps {
  return (i) => ({ formula: write.name(`∂ε/∂${q}`, i), numbers: '' })
}

/** ∂ε/∂U = ∂ε/∂q ⊗ y. */
function outer(
  write: Notation,
  [q, y]: readonly [string, string],
  dq: textbook.Vector,
  inputs: textbook.Vector,
  number: (value: number) => string,
): Steps {
  return (i, j) => ({
    formula: `${write.name(`∂ε/∂${q}`, i)}·${write.name(y, j)}`,
    numbers: product(write.computed(dq[i]), number(inputs[j])),
  })
}
