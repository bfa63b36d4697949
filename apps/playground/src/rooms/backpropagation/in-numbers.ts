import { sigmoidDerivative } from '@antigrad/core/lecture'
import { inFormula } from '../../controls/format.js'
import type { Quantities, Quantity, Situation } from '../../derivation/quantities.js'

/** The right side of a step's formula with the numbers in it, and what comes out: LaTeX. */
export function inNumbers(quantity: Quantity, situation: Situation, now: Quantities): string {
  const { network, x, l } = situation
  const [first, last] = network
  const slope = (preactivation: Float64Array) => column(preactivation.map(sigmoidDerivative))
  const terms: Readonly<Record<Quantity, () => readonly string[]>> = {
    p: () => [matrix(first.weights), between(first.weights), column(x), '+', signed(first.biases)],
    y: () => ['\\sigma', bracketed(now.p)],
    q: () => [matrix(last.weights), between(last.weights), column(now.y), '+', signed(last.biases)],
    z: () => ['\\sigma', bracketed(now.q)],
    ε: () => ['\\tfrac12', squared(now.z, l)],
    dz: () => [column(now.z), '-', signed(l)],
    dq: () => [column(now.dz), times(now.dz, '\\odot'), slope(now.q)],
    du: () => [],
    dU: () => [column(now.dq), times(now.dU, ''), row(now.y)],
    dy: () => [
      now.dy.length === 1 ? column(now.dq) : transposed(last.weights),
      now.dy.length === 1 ? '\\cdot' : '',
      now.dy.length === 1 ? matrix(last.weights) : column(now.dq),
    ],
    dp: () => [column(now.dy), times(now.dy, '\\odot'), slope(now.p)],
    dv: () => [],
    dV: () => [column(now.dp), times(now.dV, ''), row(x)],
  }
  const columns = quantity === 'dU' ? now.y.length : quantity === 'dV' ? x.length : 1
  const values = now[quantity]
  const result =
    values.length === 1 ? figure(values[0]) : matrix({ rows: values.length / columns, columns, values })
  const parts = terms[quantity]()
  return parts.length > 0 ? `= ${parts.join(' ')} \\\\[4pt] &= ${result}` : `= ${result}`
}

function times(of: Float64Array, sign: string): string {
  return of.length === 1 ? '\\cdot' : sign
}

/** Numbers are multiplied with a dot, matrices without a sign: also the column and the row that ⊗ of two columns is. */
function between({ values }: Rows): string {
  return values.length === 1 ? '\\cdot' : ''
}

function figure(value: number): string {
  const decimals = Math.abs(value) < 0.0995 && value !== 0 ? 4 : 3
  return inFormula((Object.is(value, -0) ? 0 : value).toFixed(decimals))
}

/** A number that follows a sign, or another number, in brackets where it has a sign of its own. */
function guarded(value: number): string {
  return value < 0 ? `(${figure(value)})` : figure(value)
}

interface Rows {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

function matrix({ rows, columns, values }: Rows): string {
  if (values.length === 1) return guarded(values[0])
  const lines = Array.from({ length: rows }, (_, i) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns), figure).join(' & '),
  )
  return `\\begin{pmatrix} ${lines.join(' \\\\ ')} \\end{pmatrix}`
}

function transposed({ rows, columns, values }: Rows): string {
  const turned = Float64Array.from(values, (_, k) => values[(k % rows) * columns + Math.floor(k / rows)])
  return matrix({ rows: columns, columns: rows, values: turned })
}

function column(values: Float64Array): string {
  return values.length === 1 ? guarded(values[0]) : matrix({ rows: values.length, columns: 1, values })
}

function row(values: Float64Array): string {
  return values.length === 1 ? guarded(values[0]) : matrix({ rows: 1, columns: values.length, values })
}

function signed(values: Float64Array): string {
  return values.length === 1 ? guarded(values[0]) : column(values)
}

function bracketed(values: Float64Array): string {
  return values.length === 1 ? `(${figure(values[0])})` : column(values)
}

function squared(z: Float64Array, l: Float64Array): string {
  const terms = Array.from(z, (value, k) => `(${figure(value)} - ${figure(l[k])})^2`)
  return terms.length === 1 ? terms[0] : `\\left(${terms.join(' + ')}\\right)`
}
