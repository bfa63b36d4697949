import type { Quantity } from '../../derivation/quantities.js'
import { HIDDEN, INPUTS, now, OUTPUTS, situation, slopes } from './model.js'

/** A matrix as it is drawn; a column has one column, a row one row. */
export interface Drawn {
  readonly symbol: string
  /** LaTeX of its name. */
  readonly tex: string
  readonly rows: number
  readonly columns: number
  /** Row by row. */
  readonly values: ArrayLike<number>
  /** Whether an element of it is in element (i, j) of the result. */
  readonly enters: (row: number, column: number, i: number, j: number) => boolean
}

/** A sign between two of them, or before or behind one. */
export interface Sign {
  readonly tex: string
  readonly symbol?: string
}

/** What a step does, drawn: the last one is the result. */
export type Equation = readonly (Drawn | Sign)[]

const same = (row: number, column: number, i: number, j: number) => row === i && column === j
const wholeRow = (row: number, _: number, i: number) => row === i
const everything = () => true

const column = (
  symbol: string,
  tex: string,
  values: ArrayLike<number>,
  enters: Drawn['enters'] = same,
): Drawn => ({
  symbol,
  tex,
  rows: values.length,
  columns: 1,
  values,
  enters,
})

const d = (by: string) => `\\partial\\varepsilon/\\partial ${by}`

const matrix = (
  symbol: string,
  tex: string,
  rows: number,
  columns: number,
  values: ArrayLike<number>,
  enters: Drawn['enters'] = same,
): Drawn => ({ symbol, tex, rows, columns, values, enters })

const EQUALS: Sign = { tex: '=' }
const PLUS: Sign = { tex: '+' }
const MINUS: Sign = { tex: '-' }
const TIMES: Sign = { tex: '\\cdot' }
const SIGMA: Sign = { tex: '\\sigma', symbol: 'sigma' }
const HADAMARD: Sign = { tex: '\\odot', symbol: 'hadamard' }
/** Of a column and a row, which is what ⊗ of two columns means. */
const OUTER: Sign = { tex: '\\cdot', symbol: 'outer' }

/** Each step of the derivation with the numbers of the page. */
export function equationOf(quantity: Quantity): Equation {
  const { p, y, q, z, ε, dz, dq, dU, dy, dp, dV } = now.value
  const { network, x, l } = situation.value
  const [{ weights: V, biases: v }, { weights: U, biases: u }] = network
  const result = (symbol: string, tex: string, values: ArrayLike<number>) => column(symbol, tex, values)
  const row = (symbol: string, tex: string, values: ArrayLike<number>): Drawn => ({
    ...matrix(symbol, `${tex}^T`, 1, values.length, values),
    enters: (_, at, __, j) => at === j,
  })
  const left = (symbol: string, tex: string, values: ArrayLike<number>) =>
    column(symbol, tex, values, wholeRow)
  switch (quantity) {
    case 'p':
      return [
        matrix('V', '\\mathbf V', HIDDEN, INPUTS, V.values, wholeRow),
        TIMES,
        column('x', '\\vec x', x, everything),
        PLUS,
        column('v', '\\vec v', v),
        EQUALS,
        result('p', '\\vec p', p),
      ]
    case 'y':
      return [SIGMA, column('p', '\\vec p', p), EQUALS, result('y', '\\vec y', y)]
    case 'q':
      return [
        matrix('U', '\\mathbf U', OUTPUTS, HIDDEN, U.values, wholeRow),
        TIMES,
        column('y', '\\vec y', y, everything),
        PLUS,
        column('u', '\\vec u', u),
        EQUALS,
        result('q', '\\vec q', q),
      ]
    case 'z':
      return [SIGMA, column('q', '\\vec q', q), EQUALS, result('z', '\\vec z', z)]
    case 'ε':
      return [
        { tex: '\\tfrac12\\big\\lVert' },
        column('z', '\\vec z', z, everything),
        MINUS,
        column('l', '\\vec l', l, everything),
        { tex: '\\big\\rVert^2' },
        EQUALS,
        result('eps', '\\varepsilon', ε),
      ]
    case 'dz':
      return [
        column('z', '\\vec z', z),
        MINUS,
        column('l', '\\vec l', l),
        EQUALS,
        result('dz', d('\\vec z'), dz),
      ]
    case 'dq':
      return [
        column('dz', d('\\vec z'), dz),
        HADAMARD,
        column('slope', "\\sigma'(\\vec q)", slopes.value.q),
        EQUALS,
        result('dq', d('\\vec q'), dq),
      ]
    case 'du':
      return [column('dq', d('\\vec q'), dq), EQUALS, result('du', d('\\vec u'), dq)]
    case 'dU':
      return [
        left('dq', d('\\vec q'), dq),
        OUTER,
        row('y', '\\vec y', y),
        EQUALS,
        matrix('dU', d('\\mathbf U'), OUTPUTS, HIDDEN, dU),
      ]
    case 'dy':
      return [
        matrix('transpose', '\\mathbf U^T', HIDDEN, OUTPUTS, transposed(U.values, OUTPUTS, HIDDEN), wholeRow),
        TIMES,
        column('dq', d('\\vec q'), dq, everything),
        EQUALS,
        result('dy', d('\\vec y'), dy),
      ]
    case 'dp':
      return [
        column('dy', d('\\vec y'), dy),
        HADAMARD,
        column('slope', "\\sigma'(\\vec p)", slopes.value.p),
        EQUALS,
        result('dp', d('\\vec p'), dp),
      ]
    case 'dv':
      return [column('dp', d('\\vec p'), dp), EQUALS, result('dv', d('\\vec v'), dp)]
    case 'dV':
      return [
        left('dp', d('\\vec p'), dp),
        OUTER,
        row('x', '\\vec x', x),
        EQUALS,
        matrix('dV', d('\\mathbf V'), HIDDEN, INPUTS, dV),
      ]
  }
}

/** The quantities of which ∂ε/∂m consists. */
const GRADIENT: readonly Quantity[] = ['dV', 'dv', 'dU', 'du']

/** The symbols of a line, that of its result first. */
export function symbolsIn(quantity: Quantity): string {
  const all = equationOf(quantity).flatMap(({ symbol }) => symbol ?? [])
  return [...new Set([...all.reverse(), ...(GRADIENT.includes(quantity) ? ['grad'] : [])])].join(' ')
}

export function isDrawn(part: Drawn | Sign): part is Drawn {
  return 'rows' in part
}

function transposed(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  return Float64Array.from(
    { length: rows * columns },
    (_, n) => values[(n % rows) * columns + Math.floor(n / rows)],
  )
}
