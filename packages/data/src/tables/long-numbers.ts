import type { NamedCell } from './named-cell.js'

/** Numbers that are kept to be compared. */
const MOST = 100_000

/** A whole number that float64 does not hold, and another one that is the same as float64, where that matters. */
export interface Inexact {
  readonly cell: NamedCell
  readonly like?: NamedCell
}

/**
 * The whole numbers above 2⁵³ of a column, of which float64 does not hold all digits. Those of a text may be amounts, of which
 * the last digits do not matter, as long as no two become one; those of types with 64 bits are exact or refused.
 */
export class LongNumbers {
  readonly #areTyped: boolean
  readonly #seen = new Map<number, NamedCell>()
  /** The first that cannot be taken as a number. */
  inexact: Inexact | undefined

  constructor(areTyped: boolean) {
    this.#areTyped = areTyped
  }

  /** Takes the next cell, and the float64 that it is read as. */
  add(value: number, cell: NamedCell): void {
    if (this.inexact || !/^[+-]?\d+$/.test(cell.text)) return
    const like = this.#seen.get(value)
    if (this.#areTyped) {
      if (BigInt(value) !== whole(cell)) this.inexact = { cell }
    } else if (like && whole(like) !== whole(cell)) this.inexact = { cell, like }
    else if (!like && this.#seen.size < MOST) this.#seen.set(value, cell)
  }
}

function whole({ text }: NamedCell): bigint {
  return BigInt(text.replace('+', ''))
}
