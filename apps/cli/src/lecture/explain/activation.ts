import type { Activation } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import type { textbook } from '@antigrad/core/lecture'
import type { Block } from './block.js'
import { type DerivativeFormula, FORMULAS, type Formula, numbersOf, type Terms } from './formulas.js'
import type { Notation } from './notation.js'

/** What an activation takes and gives, elementwise: `y` of `p`, or `z` of `q`. */
export interface Elementwise {
  readonly activation: Activation
  /** What its value is called, and its preactivation. */
  readonly letters: readonly [y: string, p: string]
  readonly p: textbook.Vector
  readonly y: textbook.Vector
}

/** y = f(p). */
export function activationBlocks(elementwise: Elementwise, write: Notation): Block[] {
  return FORMULAS[elementwise.activation].forward.map((formula) => blockOf(elementwise, write, formula))
}

/** f′(p), beside the central difference of f. */
export function slopeBlocks(elementwise: Elementwise, write: Notation): Block[] {
  return FORMULAS[elementwise.activation].backward.map((formula) =>
    blockOf(elementwise, write, formula, (p) => differenceOf(elementwise.activation, formula, p)),
  )
}

function blockOf(
  { letters: [y, p], p: preactivations, y: values }: Elementwise,
  write: Notation,
  { name, written, numbers = written, value }: Formula,
  difference?: (p: number) => number | undefined,
): Block {
  const column: Terms = { y, p, s: 's', ds: "s'" }
  return {
    title: `${name(column)} = ${written(column)}`,
    steps: Array.from(preactivations, (pi, i) => {
      const element: Terms = {
        y: write.name(y, i),
        p: write.name(p, i),
        s: write.name('s', i),
        ds: write.name("s'", i),
      }
      return {
        name: name(element),
        formula: written(element),
        numbers: numbers === 'none' ? '' : numbers(numbersOf(pi, values[i], write.computed)),
        value: value(pi),
        ...(difference && { difference: difference(pi) }),
      }
    }),
  }
}

/** Undefined on a kink. */
function differenceOf(activation: Activation, { of }: DerivativeFormula, p: number): number | undefined {
  const beyond = (moved: number) => reference.hasKink(activation) && Math.sign(moved) !== Math.sign(p)
  const found = reference.differenceWithin((offset) => (beyond(p + offset) ? Number.NaN : of(p + offset)), 1)
  return Number.isNaN(found) ? undefined : found
}
