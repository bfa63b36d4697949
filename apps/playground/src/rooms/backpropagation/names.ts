import type { Quantity, Variable } from '../../derivation/quantities.js'
import type { Movable } from './settings.js'

/** Whether a quantity is a matrix, so that its elements have two indices. */
function indices(index: number, columns: number | undefined): string {
  return columns === undefined
    ? String(index + 1)
    : `${Math.floor(index / columns) + 1}${(index % columns) + 1}`
}

const SUBSCRIPT = '₀₁₂₃₄₅₆₇₈₉'

/**
 * The name of an element for people: `V`, `V₂₁`, `y₃`.
 * @param columns of a matrix; undefined for a column
 * @param alone whether it is the only element, and needs no index
 */
export function plainName(
  of: Movable | Variable,
  index: number,
  columns: number | undefined,
  alone: boolean,
): string {
  if (alone) return of
  return of + [...indices(index, columns)].map((digit) => SUBSCRIPT[Number(digit)]).join('')
}

/** The derivative that a quantity of the way back is, by what: dU → U. */
export function variableOf(quantity: Quantity): Variable | undefined {
  const found = /^d(.)$/.exec(quantity)
  return found ? (found[1] as Variable) : undefined
}
