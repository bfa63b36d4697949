const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** Decimals of a number on the way. What is given has two, and is written with two. */
const DECIMALS = 6

/** How letters and numbers of an example are written. */
export interface Notation {
  /** An element: `p₂`, `V₁₂`; just `p` where there is only one. */
  readonly name: (letter: string, ...indices: number[]) => string
  /** A number that was computed. */
  readonly computed: (value: number) => string
  /** A number that was given. */
  readonly given: (value: number) => string
}

/** @param scalar whether every layer has one unit: then no letter has an index, as in docs/derivation.md §3 */
export function notationOf(scalar: boolean): Notation {
  return {
    name: (letter, ...indices) =>
      scalar ? letter : letter + indices.map((index) => SUBSCRIPTS[index + 1]).join(''),
    computed: (value) => signed(value, DECIMALS),
    given: (value) => signed(value, 2),
  }
}

/** A number with a real minus, no sign on a zero. */
export function signed(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}

/** A product in numbers: `0.25·(−0.10)`. */
export function product(...factors: readonly string[]): string {
  return factors.map((factor, k) => (k > 0 ? bracketed(factor) : factor)).join('·')
}

/** A sum in numbers: `0.25·0.10 − 0.30·0.20 + 0.05`. */
export function sum(terms: readonly string[]): string {
  return terms.reduce((text, term) =>
    term.startsWith('−') ? `${text} − ${term.slice(1)}` : `${text} + ${term}`,
  )
}

/** A difference in numbers: `0.25 − (−0.10)`. */
export function difference(a: string, b: string): string {
  return `${a} − ${bracketed(b)}`
}

/** A number that is not the first of its term. */
export function bracketed(number: string): string {
  return number.startsWith('−') ? `(${number})` : number
}
