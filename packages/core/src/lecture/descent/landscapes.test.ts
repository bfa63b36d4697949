import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { centralDifference } from '../textbook/central-difference.js'
import { LANDSCAPES, type Landscape, type Point } from './landscapes.js'

const somewhere = ({ window }: Landscape) =>
  fc.tuple(...window.map(({ low, high }) => fc.double({ min: low, max: high, noNaN: true })))

const moved = (at: Point, d: number, offset: number) => at.map((x, k) => (k === d ? x + offset : x))

describe.each(LANDSCAPES)('$name', (landscape) => {
  const { value, gradient, hessian, window, start, quadratic } = landscape

  test('its gradient and Hessian are what differences say', () => {
    fc.assert(
      fc.property(somewhere(landscape), (at) => {
        const scale = 1 + Math.abs(value(at))
        for (const [d, slope] of gradient(at).entries()) {
          const numeric = centralDifference((offset) => value(moved(at, d, offset)), 0.5, scale * 1e-15)
          expect(Math.abs(slope - numeric)).toBeLessThanOrEqual(1e-9 * scale)
          for (const [e, bend] of hessian(at)[d].entries()) {
            const difference = centralDifference((offset) => gradient(moved(at, e, offset))[d], 0.5, 1e-12)
            expect(Math.abs(bend - difference)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(bend)))
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  test('it is nowhere below 0, as no loss is', () => {
    fc.assert(
      fc.property(somewhere(landscape), (at) => {
        expect(value(at)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })

  test('its window and its start have as many numbers as it has variables', () => {
    expect([window.length, start.length, hessian(start).length]).toEqual(
      Array(3).fill(gradient(start).length),
    )
    for (const [d, { low, high }] of window.entries()) expect(low <= start[d] && start[d] <= high).toBe(true)
  })

  test('it is quadratic where it says so', () => {
    fc.assert(
      fc.property(somewhere(landscape), (at) => {
        if (quadratic) expect(hessian(at)).toEqual(hessian(start))
      }),
    )
    if (!quadratic) expect(hessian(window.map(({ high }) => high))).not.toEqual(hessian(start))
  })
})
