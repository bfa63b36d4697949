import type { Inexact } from './long-numbers.js'
import type { NamedCell } from './named-cell.js'
import type { NumberForm } from './number-form.js'

/** What a column holds, as its cells say. */
export type Verdict =
  | {
      readonly kind: 'number'
      readonly form?: NumberForm
      /** Digits of each, where zeros before it bring it to as many as all others have: those of codes. */
      readonly digits?: number
      readonly note?: string
    }
  | { readonly kind: 'text' }
  /** One cell is not like the others. */
  | {
      readonly kind: 'mixed'
      readonly odd: NamedCell
      readonly like: NamedCell
      readonly most: 'numbers' | 'dates' | 'texts'
    }
  /** A whole number of which float64 does not hold all digits. */
  | ({ readonly kind: 'inexact' } & Inexact)
  /** A number that may be two. */
  | { readonly kind: 'ambiguous'; readonly cell: NamedCell; readonly readings: string }

/** What a whole table says about the marks of its decimals. */
export interface DecimalEvidence {
  readonly point: boolean
  readonly comma: boolean
}
