import { approximation } from '@antigrad/core/lecture'
import type { Problem } from './problem.js'

const { fitError, fitPolynomial, interpolate } = approximation

/** A way to approximate, and how near it comes to samples that it never saw. */
export interface Method {
  readonly kind: 'network' | 'polynomial' | 'interpolation'
  /** For people: `polynomial of degree 7`. */
  readonly name: string
  readonly value: approximation.Approximant
  readonly error: approximation.FitError
  /** Of a polynomial. */
  readonly degree?: number
}

/** The methods compared, the network first, and the range of values that the errors are to be seen against. */
export interface Comparison {
  readonly methods: readonly Method[]
  /** Of all samples, those unseen included. */
  readonly range: approximation.Range
  /** The method with the smallest RMSE. */
  readonly nearest: Method
}

/** Compares a trained network with what else can be made of the same samples. */
export function compareMethods({ samples }: Problem, network: approximation.Approximant): Comparison {
  const { train, unseen } = samples
  const polynomial = fitPolynomial(train)
  const between = interpolate(train)
  const measure = (value: approximation.Approximant) => ({ value, error: fitError(value, unseen) })
  const methods: Method[] = [
    { kind: 'network', name: 'network', ...measure(network) },
    {
      kind: 'polynomial',
      name: `polynomial of degree ${polynomial.degree}`,
      degree: polynomial.degree,
      ...measure(polynomial.value),
    },
  ]
  if (between) {
    const name = train.dimensions === 1 ? 'straight lines' : 'flat triangles'
    methods.push({ kind: 'interpolation', name, ...measure(between) })
  }
  return {
    methods,
    range: approximation.rangeOf([...train.outputs, ...unseen.outputs]),
    nearest: methods.reduce((best, method) => (method.error.rmse < best.error.rmse ? method : best)),
  }
}
