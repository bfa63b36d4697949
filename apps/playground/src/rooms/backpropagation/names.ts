import type { Quantity, Variable } from '../../derivation/quantities.js'
import { type Movable, SIZES, shape } from './settings.js'

const SUBSCRIPT = '₀₁₂₃₄₅₆₇₈₉'

/** The name of an element of the network that is shown: `V`, where it is the only one; else `V₂₁`, `y₃`. */
export function nameOf(of: Movable | 'p' | 'y' | 'q' | 'z', index: number): string {
  if (shape.value === '1-1-1') return of
  const [inputs, hidden] = SIZES[shape.value]
  const columns = of === 'V' ? inputs : of === 'U' ? hidden : undefined
  const indices =
    columns === undefined ? [index + 1] : [Math.floor(index / columns) + 1, (index % columns) + 1]
  return of + indices.map((digit) => SUBSCRIPT[digit]).join('')
}

/** The derivative that a quantity of the way back is, by what: dU → U. */
export function variableOf(quantity: Quantity): Variable | undefined {
  const found = /^d(.)$/.exec(quantity)
  return found ? (found[1] as Variable) : undefined
}
