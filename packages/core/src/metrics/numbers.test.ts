import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largestError } from './largest-error.js'
import { meanAbsoluteError } from './mean-absolute-error.js'
import { rSquared } from './r-squared.js'
import { baselineError, rootMeanSquareError } from './root-mean-square-error.js'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const rows = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 40 })

/** Of one target: its metrics by name. */
function metricsOf(pairs: readonly (readonly [predicted: number, target: number])[]) {
  const predicted = Float64Array.from(pairs, ([value]) => value)
  const targets = Float64Array.from(pairs, ([, value]) => value)
  return {
    rmse: rootMeanSquareError(predicted, targets, 1)[0],
    mae: meanAbsoluteError(predicted, targets, 1)[0],
    largest: largestError(predicted, targets, 1)[0],
    r2: rSquared(predicted, targets, 1)[0],
    baseline: baselineError(targets, 1)[0],
  }
}

describe('metrics of numbers', () => {
  test('by hand', () => {
    const found = metricsOf([
      [1, 2],
      [2, 2],
      [6, 3],
      [4, 5],
    ])
    expect(found).toEqual({
      rmse: Math.sqrt(11 / 4),
      mae: 5 / 4,
      largest: 3,
      r2: 1 - 11 / 6,
      baseline: Math.sqrt(6 / 4),
    })
  })

  test('columns are measured apart', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number, number), { minLength: 1 }), (given) => {
        const predicted = Float64Array.from(given.flatMap((row) => row.slice(0, 2)))
        const targets = Float64Array.from(given.flatMap((row) => row.slice(2)))
        const [first, second] = [
          given.map(([a, , b]) => [a, b] as const),
          given.map(([, a, , b]) => [a, b] as const),
        ].map(metricsOf)
        expect([...rootMeanSquareError(predicted, targets, 2)]).toEqual([first.rmse, second.rmse])
        expect([...meanAbsoluteError(predicted, targets, 2)]).toEqual([first.mae, second.mae])
        expect([...largestError(predicted, targets, 2)]).toEqual([first.largest, second.largest])
        expect([...rSquared(predicted, targets, 2)]).toEqual([first.r2, second.r2])
        expect([...baselineError(targets, 2)]).toEqual([first.baseline, second.baseline])
      }),
    )
  })

  test('the mean error is at most its root mean square, and that the largest', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const { mae, rmse, largest } = metricsOf(pairs)
        // A mean of the smallest numbers is rounded to them.
        expect(mae).toBeLessThanOrEqual(rmse * (1 + 1e-12) + Number.MIN_VALUE)
        expect(rmse).toBeLessThanOrEqual(largest * (1 + 1e-12) + Number.MIN_VALUE)
      }),
    )
  })

  test('rows in another order, and numbers times a power of two, mean the same', () => {
    // No number so small that its square would have fewer digits.
    const whole = fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(whole, fc.integer({ min: -300, max: 300 }), (pairs, power) => {
        const found = metricsOf(pairs)
        const scale = 2 ** power
        const scaled = metricsOf([...pairs].reverse().map(([a, b]) => [a * scale, b * scale]))
        expect(scaled.largest).toBe(found.largest * scale)
        expect(Math.abs(scaled.rmse / scale - found.rmse)).toBeLessThanOrEqual(1e-12 * found.rmse)
        if (Number.isNaN(found.r2)) expect(scaled.r2).toBeNaN()
        else expect(Math.abs(scaled.r2 - found.r2)).toBeLessThanOrEqual(1e-9 * Math.abs(1 - found.r2) + 1e-9)
      }),
    )
  })

  test('a number added to predictions and targets alike changes nothing', () => {
    const small = fc.integer({ min: -1000, max: 1000 })
    const pairs = fc.array(fc.tuple(small, small), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(pairs, fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), (given, offset) => {
        const found = metricsOf(given)
        const { r2, ...errors } = metricsOf(given.map(([a, b]) => [a + offset, b + offset]))
        if (Number.isNaN(found.r2)) expect(r2).toBeNaN()
        else expect(Math.abs(r2 - found.r2)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(found.r2)))
        expect([errors.rmse, errors.mae, errors.largest]).toEqual([found.rmse, found.mae, found.largest])
      }),
    )
  })

  test('R² is 1 where all are right, 0 for who says the mean, undefined where targets are all the same', () => {
    expect(metricsOf([1, 2, 4].map((target) => [target, target] as const)).r2).toBe(1)
    expect(metricsOf([1, 2, 6].map((target) => [3, target] as const)).r2).toBe(0)
    // The mean of ten times 0.1 is not 0.1.
    expect(metricsOf(new Array(10).fill([0.1, 0.1])).r2).toBeNaN()
    expect(metricsOf([[1, 2]]).r2).toBeNaN()
  })

  test('a prediction that is NaN makes every error NaN', () => {
    const { rmse, mae, largest, r2 } = metricsOf([
      [Number.NaN, 1],
      [2, 3],
    ])
    expect([rmse, mae, largest, r2]).toEqual(new Array(4).fill(Number.NaN))
  })

  test('sizes that contradict each other are refused', () => {
    const [two, four] = [new Float32Array(2), new Float32Array(4)]
    for (const metric of [rootMeanSquareError, meanAbsoluteError, largestError, rSquared]) {
      expect(() => metric(two, four, 2)).toThrow('found 2 and 4')
      expect(() => metric(four, four, 3)).toThrow('one or more rows of 3')
      expect(() => metric(new Float32Array(0), new Float32Array(0), 1)).toThrow('one or more rows')
    }
  })
})
