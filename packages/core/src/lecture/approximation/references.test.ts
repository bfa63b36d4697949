import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../random.js'
import { fitError } from './fit-error.js'
import { interpolate } from './interpolation.js'
import { fitPolynomial } from './polynomial.js'
import { type Approximant, inputOf, type Samples, samplesOf } from './samples.js'

const number = fc.double({ min: -5, max: 5, noNaN: true })

/** Samples of f at random places. */
function sampled(f: Approximant, dimensions: number, count: number, seed: number, noise = 0): Samples {
  const random = createRandom(seed, 0)
  const columns = Array.from({ length: dimensions }, () =>
    Float64Array.from({ length: count }, () => 100 + 20 * random.uniform()),
  )
  const outputs = Float64Array.from(
    { length: count },
    (_, n) => f(columns.map((column) => column[n])) + noise * (random.uniform() - 0.5),
  )
  return samplesOf(columns, outputs)
}

describe('the least-squares polynomial', () => {
  test('is the polynomial that the samples were made of, far from 0 too', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), fc.integer(), (coefficients, seed) => {
        const f: Approximant = ({ 0: x }) =>
          coefficients.reduce((sum, c, k) => sum + c * ((x - 110) / 10) ** k, 0)
        const fit = fitPolynomial(sampled(f, 1, 30, seed))
        expect(fitError(fit.value, sampled(f, 1, 50, seed + 1)).largest).toBeLessThan(1e-8)
      }),
    )
  })

  test('finds what lies under the noise, and mostly its degree', () => {
    const cubic: Approximant = ({ 0: x }) => ((x - 110) / 5) ** 3
    const degrees: number[] = []
    for (let seed = 0; seed < 25; seed++) {
      const { degree, value } = fitPolynomial(sampled(cubic, 1, 200, seed, 0.2))
      degrees.push(degree)
      expect(fitError(value, sampled(cubic, 1, 200, seed + 100)).rmse).toBeLessThan(0.03)
    }
    expect(Math.min(...degrees)).toBe(3)
    expect(degrees.filter((degree) => degree === 3).length).toBeGreaterThan(12)
  })

  test('leaves errors that no term can lower: the residual is orthogonal to each', () => {
    const samples = sampled(({ 0: x }) => Math.abs(x - 109), 1, 40, 3)
    const { degree, value } = fitPolynomial(samples)
    for (let k = 0; k <= degree; k++) {
      let product = 0
      for (let n = 0; n < samples.count; n++) {
        const { 0: x } = inputOf(samples, n)
        product +=
          (samples.outputs[n] - value([x])) *
          Math.cos(k * Math.acos(Math.max(-1, Math.min(1, (x - 110) / 10))))
      }
      expect(Math.abs(product)).toBeLessThan(1e-9)
    }
  })

  test('takes two and three arguments', () => {
    const f: Approximant = ({ 0: x, 1: y }) => 1 + (x - 110) * (y - 110) - (y - 105) ** 2
    const fit = fitPolynomial(sampled(f, 2, 60, 1))
    expect([fit.degree, fit.terms]).toEqual([2, 6])
    expect(fitError(fit.value, sampled(f, 2, 60, 2)).largest).toBeLessThan(1e-8)
    const g: Approximant = ({ 0: x, 1: y, 2: z }) => x - y * z
    expect(fitError(fitPolynomial(sampled(g, 3, 60, 1)).value, sampled(g, 3, 60, 2)).largest).toBeLessThan(
      1e-6,
    )
  })

  test('of samples at too few places has no more terms than there are places', () => {
    const samples = samplesOf([[1, 1, 1, 2, 2, 2, 3, 3]], [1, 2, 3, 4, 5, 6, 7, 8])
    expect(fitPolynomial(samples).terms).toBeLessThanOrEqual(3)
    expect(fitPolynomial(samplesOf([[4, 4, 4, 4]], [1, 2, 3, 6])).value([4])).toBeCloseTo(3, 12)
  })
})

describe('linear interpolation', () => {
  test('goes through the samples, is straight between them and level beyond', () => {
    const f = interpolate(samplesOf([[3, 1, 2]], [30, 10, 0])) ?? (() => Number.NaN)
    const at = [0, 1, 1.5, 2, 2.5, 3, 9].map((x) => f([x]))
    expect(at).toEqual([10, 10, 5, 0, 15, 30, 30])
  })

  test('takes the mean of samples at one place', () => {
    const f = interpolate(samplesOf([[1, 1, 1, 2]], [1, 2, 6, 8])) ?? (() => Number.NaN)
    expect([f([1]), f([1.5])]).toEqual([3, 5.5])
  })

  test('of two arguments: exact for a plane within the samples, within their values beyond', () => {
    fc.assert(
      fc.property(number, number, fc.integer(), (a, b, seed) => {
        const plane: Approximant = ({ 0: x, 1: y }) => 1 + a * (x - 110) + b * (y - 110)
        const samples = sampled(plane, 2, 40, seed)
        const f = interpolate(samples) ?? (() => Number.NaN)
        for (let n = 0; n < samples.count; n++) {
          expect(f(inputOf(samples, n))).toBeCloseTo(samples.outputs[n], 6)
          const middle = [0, 1].map((d) => (inputOf(samples, n)[d] + inputOf(samples, (n + 1) % 40)[d]) / 2)
          expect(f(middle)).toBeCloseTo(plane(middle), 6)
        }
        const least = Math.min(...samples.outputs)
        const most = Math.max(...samples.outputs)
        for (const far of [
          [0, 0],
          [500, 110],
          [110, -500],
        ]) {
          expect(f(far)).toBeGreaterThanOrEqual(least - 1e-9)
          expect(f(far)).toBeLessThanOrEqual(most + 1e-9)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('of two arguments: of ten thousand samples too, in no time, on a grid as well', () => {
    const plane: Approximant = ({ 0: x, 1: y }) => 3 * x - y
    const axis = Array.from({ length: 100 }, (_, k) => 0.1 * k)
    const columns = [axis.flatMap((x) => axis.map(() => x)), axis.flatMap(() => axis)]
    const grid = samplesOf(
      columns,
      columns[0].map((x, n) => plane([x, columns[1][n]])),
    )
    const began = performance.now()
    for (const samples of [sampled(plane, 2, 10_000, 1), grid]) {
      const f = interpolate(samples) ?? (() => Number.NaN)
      const [low, high] = [Math.min(...columns[0]), Math.max(...columns[0])]
      const [first, size] = samples === grid ? [low, high - low] : [100.5, 19]
      const random = createRandom(2, 0)
      for (let n = 0; n < 5000; n++) {
        const at = [first + size * random.uniform(), first + size * random.uniform()]
        expect(Math.abs(f(at) - plane(at))).toBeLessThan(1e-9)
      }
    }
    expect(performance.now() - began).toBeLessThan(4000)
  })

  test('is not there for three arguments, or for samples on a line', () => {
    expect(interpolate(sampled(() => 1, 3, 20, 1))).toBeUndefined()
    expect(
      interpolate(
        samplesOf(
          [
            [1, 2, 3],
            [1, 2, 3],
          ],
          [1, 2, 3],
        ),
      ),
    ).toBeUndefined()
  })
})

test('the error of a fit: root of the mean square, the largest, and where', () => {
  const samples = samplesOf([[1, 2, 3, 4]], [0, 0, 0, 0])
  expect(fitError(({ 0: x }) => (x === 3 ? -3 : 1), samples)).toEqual({
    rmse: Math.sqrt(3),
    largest: 3,
    at: [3],
  })
  expect(fitError(() => Number.NaN, samples).largest).toBe(Number.POSITIVE_INFINITY)
})
