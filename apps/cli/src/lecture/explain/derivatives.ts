import type { textbook } from '@antigrad/core/lecture'
import type { Block, Step } from './block.js'
import { differenceOf, type Variable } from './differences.js'
import { difference, product } from './notation.js'
import type { WorkedExample } from './worked-example.js'

/** The formula of an element, in letters and in numbers. */
export type Written = (row: number, column: number) => Pick<Step, 'formula' | 'numbers'>

/** The derivatives of ε by each element of a column or a matrix. */
export function derivatives(
  { example, write }: WorkedExample,
  variable: Variable,
  values: textbook.Vector,
  title: string,
  written: Written,
): Block {
  const columns = variable === 'V' ? example.sizes[0] : variable === 'U' ? example.sizes[1] : 1
  const matrix = variable === 'U' || variable === 'V'
  return {
    title,
    steps: Array.from(values, (value, index) => {
      const [row, column] = [Math.floor(index / columns), index % columns]
      return {
        name: matrix ? write.name(`∂ε/∂${variable}`, row, column) : write.name(`∂ε/∂${variable}`, row),
        ...written(row, column),
        value,
        difference: differenceOf(example, variable, index),
      }
    }),
  }
}

/** ∂ε/∂u = ∂ε/∂q: nothing to compute. */
export function same({ write }: WorkedExample, of: string): Written {
  return (i) => ({ formula: write.name(`∂ε/∂${of}`, i), numbers: '' })
}

/** z − l. */
export function outputMinusLabel({ example: { l }, pass: { z }, write }: WorkedExample): Written {
  return (i) => ({
    formula: `${write.name('z', i)} − ${write.name('l', i)}`,
    numbers: difference(write.computed(z[i]), write.given(l[i])),
  })
}

/** ∂ε/∂U = ∂ε/∂q ⊗ y. */
export function outer(
  { write }: WorkedExample,
  [q, y]: readonly [string, string],
  dε_dq: textbook.Vector,
  inputs: textbook.Vector,
  number: (value: number) => string,
): Written {
  return (i, j) => ({
    formula: `${write.name(`∂ε/∂${q}`, i)}·${write.name(y, j)}`,
    numbers: product(write.computed(dε_dq[i]), number(inputs[j])),
  })
}
