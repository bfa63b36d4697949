import { type Range, rangeOf, rescale } from './range.js'
import { type Approximant, inputOf, type Samples } from './samples.js'

/** Of one argument; in more, fewer terms fit into the samples. */
const HIGHEST_DEGREE = 15
const MOST_TERMS = 66

/** A polynomial fitted to samples by least squares. */
export interface Polynomial {
  /** The highest sum of exponents. */
  readonly degree: number
  readonly terms: number
  readonly value: Approximant
}

/**
 * The polynomial with the least sum of squared errors on the samples. Its degree is the one with the least
 * leave-one-out error: each sample predicted by the polynomial fitted to all others, which for least
 * squares is its error divided by 1 − h, where h is the sample's leverage (R. D. Cook, Technometrics 19
 * (1977), 15–18). So the degree is chosen on the training part alone.
 *
 * Arguments are brought to [−1, 1] and the terms are products of Chebyshev polynomials, orthogonalised on
 * the samples twice over (A. Björck, Numerical Methods for Least Squares Problems, 1996, §2.4): powers of
 * degree 15 would lose all digits.
 */
export function fitPolynomial(samples: Samples): Polynomial {
  const { count, dimensions, outputs } = samples
  const ranges = Array.from({ length: dimensions }, (_, d) => rangeOf(samples.inputs, d, dimensions))
  const places = Array.from({ length: count }, (_, n) => toUnit(inputOf(samples, n), ranges))
  const most = Math.max(1, Math.min(MOST_TERMS, Math.floor(count / 2)))

  const exponents: number[][] = []
  const columns: Orthogonal[] = []
  const residual = Float64Array.from(outputs)
  const leverage = new Float64Array(count)
  let best = { error: Number.POSITIVE_INFINITY, degree: 0, terms: 1 }
  for (let degree = 0; degree <= HIGHEST_DEGREE; degree++) {
    const added = ofDegree(dimensions, degree)
    if (exponents.length + added.length > most) break
    for (const powers of added) {
      const column = orthogonalise(
        Float64Array.from(places, (u) => term(u, powers)),
        columns,
      )
      // A term that the samples cannot tell from those before adds nothing: fewer places than powers.
      if (!column) continue
      exponents.push(powers)
      column.weight = dot(column.unit, residual)
      for (let n = 0; n < count; n++) {
        residual[n] -= column.weight * column.unit[n]
        leverage[n] += column.unit[n] * column.unit[n]
      }
      columns.push(column)
    }
    const error = leaveOneOut(residual, leverage)
    if (error < best.error) best = { error, degree, terms: columns.length }
  }
  const coefficients = solve(columns.slice(0, best.terms))
  return {
    degree: best.degree,
    terms: best.terms,
    value: (input) => {
      const u = toUnit(input, ranges)
      return coefficients.reduce((sum, coefficient, t) => sum + coefficient * term(u, exponents[t]), 0)
    },
  }
}

/** A column of the design matrix without what the columns before it have: column = Σ parts · before + norm · unit. */
interface Orthogonal {
  readonly unit: Float64Array
  readonly parts: readonly number[]
  readonly norm: number
  /** Of the outputs along `unit`. */
  weight: number
}

function orthogonalise(column: Float64Array, before: readonly Orthogonal[]): Orthogonal | undefined {
  const length = Math.sqrt(dot(column, column))
  const parts = before.map(() => 0)
  for (let pass = 0; pass < 2; pass++) {
    for (const [k, { unit }] of before.entries()) {
      const part = dot(unit, column)
      parts[k] += part
      for (let n = 0; n < column.length; n++) column[n] -= part * unit[n]
    }
  }
  const norm = Math.sqrt(dot(column, column))
  if (!(norm > 1e-10 * length)) return undefined
  return { unit: column.map((element) => element / norm), parts, norm, weight: 0 }
}

/** The coefficients of the terms from those of the orthogonal columns, last to first. */
function solve(columns: readonly Orthogonal[]): number[] {
  const coefficients = columns.map(({ weight }) => weight)
  for (let k = columns.length - 1; k >= 0; k--) {
    coefficients[k] /= columns[k].norm
    for (const [j, part] of columns[k].parts.entries()) coefficients[j] -= part * coefficients[k]
  }
  return coefficients
}

function leaveOneOut(residual: Float64Array, leverage: Float64Array): number {
  let squares = 0
  for (let n = 0; n < residual.length; n++) squares += (residual[n] / Math.max(1 - leverage[n], 1e-12)) ** 2
  return Math.sqrt(squares / residual.length)
}

/** Every list of `dimensions` exponents that add up to `degree`. */
function ofDegree(dimensions: number, degree: number): number[][] {
  if (dimensions === 1) return [[degree]]
  return Array.from({ length: degree + 1 }, (_, first) =>
    ofDegree(dimensions - 1, degree - first).map((rest) => [first, ...rest]),
  ).flat()
}

/** The product of Chebyshev polynomials T_k(u), by their recurrence. */
function term(u: readonly number[], powers: readonly number[]): number {
  return powers.reduce((product, power, d) => {
    let [previous, current] = [1, u[d]]
    for (let k = 1; k < power; k++) [previous, current] = [current, 2 * u[d] * current - previous]
    return product * (power === 0 ? 1 : current)
  }, 1)
}

function toUnit(input: ArrayLike<number>, ranges: readonly Range[]): number[] {
  return ranges.map((range, d) => rescale(input[d], range, { low: -1, high: 1 }))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let n = 0; n < a.length; n++) sum += a[n] * b[n]
  return sum
}
