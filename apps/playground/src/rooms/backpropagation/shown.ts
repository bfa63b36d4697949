import type { Quantity } from '../../derivation/quantities.js'

/** What of the graph is known so far. */
export interface Shown {
  /** The text of an element, once a step has computed it. */
  readonly value: (quantity: Quantity, index: number) => string | undefined
  /** Whether the step just taken computed it. */
  readonly fresh: (quantity: Quantity) => boolean
}
