import { symbol } from './formula.js'

/** An element of a column or a matrix, its letter with its indices: a button that stands for the whole. */
export function element(letter: string, indices: string): string {
  return symbol(letter, `${letter}_{${indices}}`)
}

/** The letters of the one-dimensional case, each a button. */
export const ONE = {
  x: symbol('x', 'x'),
  V: symbol('V', 'V'),
  v: symbol('v', 'v'),
  p: symbol('p', 'p'),
  y: symbol('y', 'y'),
  U: symbol('U', 'U'),
  u: symbol('u', 'u'),
  q: symbol('q', 'q'),
  z: symbol('z', 'z'),
  l: symbol('l', 'l'),
  eps: symbol('eps', '\\varepsilon'),
  sigma: symbol('sigma', '\\sigma'),
  slope: symbol('slope', "\\sigma'"),
  eta: symbol('eta', '\\eta'),
  grad: symbol('grad', '\\frac{\\partial\\varepsilon}{\\partial\\vec m}'),
}

/** The same as columns and matrices. */
export const FULL = {
  ...ONE,
  x: symbol('x', '\\vec x'),
  V: symbol('V', '\\mathbf V'),
  v: symbol('v', '\\vec v'),
  p: symbol('p', '\\vec p'),
  y: symbol('y', '\\vec y'),
  U: symbol('U', '\\mathbf U'),
  u: symbol('u', '\\vec u'),
  q: symbol('q', '\\vec q'),
  z: symbol('z', '\\vec z'),
  l: symbol('l', '\\vec l'),
  outer: symbol('outer', '\\otimes'),
  hadamard: symbol('hadamard', '\\odot'),
  transpose: symbol('transpose', '\\mathbf U^T'),
}

/** ∂ε/∂(by) as one button: `derivative('V')` is called dV. */
export function derivative(by: string, letter: string = by): string {
  return symbol(`d${by}`, `\\frac{\\partial\\varepsilon}{\\partial ${letter}}`)
}

/** The same in one line, for tables. */
export function flatDerivative(by: string, letter: string = by): string {
  return symbol(`d${by}`, `\\partial\\varepsilon/\\partial ${letter}`)
}
