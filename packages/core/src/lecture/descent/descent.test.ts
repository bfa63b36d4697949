import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOf } from './effect.js'
import { eigenvalues } from './eigenvalues.js'
import { LANDSCAPES, type Landscape } from './landscapes.js'
import { largestRateInTheory, largestRateMeasured } from './largest-rate.js'
import { descendOn } from './path.js'

const named = (name: string): Landscape => {
  const found = LANDSCAPES.find((landscape) => landscape.name === name)
  if (!found) throw new Error(`no landscape ${name}`)
  return found
}

/** ½ xᵀAx with A of eigenvalues λ, turned by an angle. */
function bowl(λ: readonly [number, number], angle: number): Landscape {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const a = λ[0] * c * c + λ[1] * s * s
  const b = (λ[0] - λ[1]) * c * s
  const d = λ[0] * s * s + λ[1] * c * c
  return {
    ...named('valley'),
    name: 'bowl',
    value: ([x, y]) => (a * x * x + 2 * b * x * y + d * y * y) / 2,
    gradient: ([x, y]) => [a * x + b * y, b * x + d * y],
    hessian: () => [
      [a, b],
      [b, d],
    ],
  }
}

const positive = fc.double({ min: 0.05, max: 50, noNaN: true })

test('a step is −η∇f: on a quadratic the distance is multiplied by 1 − ηλ', () => {
  const { points, values } = descendOn(named('valley'), { start: [-9, 2.5], learningRate: 0.02, steps: 20 })
  for (const [k, [x, y]] of points.entries()) {
    expect(x).toBeCloseTo(-9 * 0.98 ** k, 12)
    expect(y).toBeCloseTo(2.5 * 0.5 ** k, 12)
    expect(values[k]).toBeCloseTo((x * x + 25 * y * y) / 2, 12)
  }
})

describe('the learning rate', () => {
  test.each([
    ['parabola', 0.0005, 'creeping'],
    ['parabola', 0.2, 'converging'],
    ['parabola', 0.9, 'oscillating'],
    ['parabola', 1, 'oscillating'],
    ['parabola', 1.05, 'diverging'],
    ['valley', 0.0005, 'creeping'],
    ['valley', 0.04, 'creeping'],
    ['valley', 0.078, 'oscillating'],
    ['valley', 0.0801, 'diverging'],
    ['minima', 0.01, 'converging'],
    ['minima', 0.5, 'diverging'],
    ['saddle', 0.2, 'converging'],
    ['rosenbrock', 0.0001, 'creeping'],
    ['rosenbrock', 0.1, 'diverging'],
  ])('on %s, %d is %s', (name, learningRate, effect) => {
    const landscape = named(name)
    expect(effectOf(descendOn(landscape, { start: landscape.start, learningRate, steps: 100 }))).toBe(effect)
  })

  test('beyond 2 / λmax of the minimum does not converge, however small the gradient was on the way', () => {
    const rosenbrock = named('rosenbrock')
    const descend = (learningRate: number) => descendOn(rosenbrock, { ...rosenbrock, learningRate })
    const [below, beyond] = [descend(0.0015), descend(0.0025)]
    expect(beyond.slopes.some((slope) => slope < beyond.slopes[0] / 1000)).toBe(true)
    expect([below, beyond].map(effectOf)).toEqual(['converging', 'oscillating'])
    expect(beyond.arrival).toBeUndefined()
  })

  test('at most 2 / λmax converges, measured to four digits', () => {
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0.1, max: 1.4, noNaN: true }), (λ1, λ2, angle) => {
        const landscape = bowl([λ1, λ2], angle)
        const theory = 2 / Math.max(λ1, λ2)
        expect(largestRateInTheory(landscape, [0, 0]) / theory).toBeCloseTo(1, 9)
        expect(Math.abs(largestRateMeasured(landscape, [-3, 2]) / theory - 1)).toBeLessThan(1e-4)
      }),
      { numRuns: 30 },
    )
  })

  test.each(['parabola', 'valley'])('and so it is on %s', (name) => {
    const landscape = named(name)
    const theory = largestRateInTheory(landscape, landscape.start)
    expect(Math.abs(largestRateMeasured(landscape, landscape.start) / theory - 1)).toBeLessThan(1e-6)
  })

  test('from the minimum itself every rate converges', () => {
    expect(largestRateMeasured(named('valley'), [0, 0])).toBe(Number.POSITIVE_INFINITY)
    expect(effectOf(descendOn(named('valley'), { start: [0, 0], learningRate: 9, steps: 5 }))).toBe(
      'converging',
    )
  })
})

test('every default descent ends lower than it began, and in the window', () => {
  for (const landscape of LANDSCAPES) {
    const path = descendOn(landscape, landscape)
    expect(path.values.at(-1)).toBeLessThan(path.values[0])
    expect(path.lost).toBe(false)
    for (const [d, x] of (path.points.at(-1) ?? []).entries()) {
      expect(x).toBeGreaterThan(landscape.window[d].low)
      expect(x).toBeLessThan(landscape.window[d].high)
    }
  }
})

test('eigenvalues are those that the matrix was made of', () => {
  fc.assert(
    fc.property(positive, positive, fc.double({ min: -4, max: 4, noNaN: true }), (λ1, λ2, angle) => {
      const [low, high] = eigenvalues(bowl([λ1, λ2], angle).hessian([0, 0]))
      expect(low).toBeCloseTo(Math.min(λ1, λ2), 9)
      expect(high).toBeCloseTo(Math.max(λ1, λ2), 9)
    }),
  )
})
