import type { Activation } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import type { textbook } from '@antigrad/core/lecture'
import { slopeBlocks } from './activation.js'
import type { Block } from './block.js'
import { derivatives, same } from './derivatives.js'
import { FORMULAS } from './formulas.js'
import { product } from './notation.js'
import type { WorkedExample } from './worked-example.js'

/** A column of values, the preactivations they come from, and the derivatives by both. */
export interface ActivatedColumn {
  readonly activation: Activation
  readonly letters: readonly ['z', 'q'] | readonly ['y', 'p']
  readonly values: textbook.Vector
  readonly preactivations: textbook.Vector
  /** ∂ε/∂y and ∂ε/∂p. */
  readonly byValues: textbook.Vector
  readonly byPreactivations: textbook.Vector
}

/** ∂ε/∂p = ∂ε/∂y ⊙ f'(p), with f'(p) before it; where f' is 1, ∂ε/∂p = ∂ε/∂y. */
export function throughActivation(worked: WorkedExample, column: ActivatedColumn): Block[] {
  const { write, scalar } = worked
  const { activation, preactivations, values, byValues, byPreactivations } = column
  const [y, p] = column.letters
  const slope = FORMULAS[activation].backward.at(-1)
  if (!slope) {
    return [derivatives(worked, p, byPreactivations, `∂ε/∂${p} = ∂ε/∂${y}`, same(worked, y))]
  }
  const named = (name: string) => slope.name({ y, p: name, s: '', ds: '' })
  return [
    ...slopeBlocks({ activation, letters: column.letters, p: preactivations, y: values }, write),
    derivatives(
      worked,
      p,
      byPreactivations,
      `∂ε/∂${p} = ∂ε/∂${y} ${scalar ? '·' : '⊙'} ${named(p)}${scalar ? '' : ': element by element'}`,
      (i) => ({
        formula: `${write.name(`∂ε/∂${y}`, i)}·${named(write.name(p, i))}`,
        numbers: product(
          write.computed(byValues[i]),
          write.computed(reference.activationDerivative(activation, preactivations[i])),
        ),
      }),
    ),
  ]
}
