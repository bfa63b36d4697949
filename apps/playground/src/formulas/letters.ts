import { symbol } from './formula.js'

/** The letters of the one-dimensional case, each a button. */
export const ONE = {
  ...Object.fromEntries(
    ['x', 'V', 'v', 'p', 'y', 'U', 'u', 'q', 'z', 'l'].map((name) => [name, symbol(name, name)]),
  ),
  eps: symbol('eps', '\\varepsilon'),
  sigma: symbol('sigma', '\\sigma'),
  slope: symbol('slope', "\\sigma'"),
  eta: symbol('eta', '\\eta'),
} as Readonly<Record<OneName, string>>

type OneName = 'x' | 'V' | 'v' | 'p' | 'y' | 'U' | 'u' | 'q' | 'z' | 'l' | 'eps' | 'sigma' | 'slope' | 'eta'

/** ∂ε/∂(by) as one button: `derivative('V')` is called dV. */
export function derivative(by: string, letter: string = by): string {
  return symbol(`d${by}`, `\\frac{\\partial\\varepsilon}{\\partial ${letter}}`)
}

/** The same in one line, for tables. */
export function flatDerivative(by: string, letter: string = by): string {
  return symbol(`d${by}`, `\\partial\\varepsilon/\\partial ${letter}`)
}
