import type { Landscape, Point } from './landscapes.js'

/** What a descent is told. */
export interface DescentOptions {
  readonly start: Point
  /** η > 0. */
  readonly learningRate: number
  /** At most this many. */
  readonly steps: number
}

/** Where a descent was, from its start. */
export interface DescentPath {
  readonly points: readonly Point[]
  /** f at each point. */
  readonly values: readonly number[]
  /** ‖∇f‖ at each point. */
  readonly slopes: readonly number[]
  /** Steps up to the arrival that turned back: the gradient at their end makes more than 90° with that at their beginning. */
  readonly turns: readonly number[]
  /** The first point from which on the gradient is at most a thousandth of the start's; undefined where there is none. */
  readonly arrival: number | undefined
  /** Whether it left for infinity. */
  readonly lost: boolean
}

const ARRIVED = 1e-3

/** A gradient this much smaller than the start's is as good as none: the descent ends. */
const LEVEL = 1e-12

/** Beyond this many times the size of the window there is nothing to come back from. */
const FAR = 1e6

/**
 * Gradient descent, step by step: x ← x − η ∇f(x).
 *
 * Ends early where nothing moves any more, or far outside. `turns` counts up to the arrival, because
 * afterwards the path is a point.
 */
export function descendOn(landscape: Landscape, { start, learningRate, steps }: DescentOptions): DescentPath {
  const { value, gradient, window } = landscape
  const farthest = FAR * Math.max(...window.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high))))
  const points: Point[] = [start]
  let slope = gradient(start)
  const values = [value(start)]
  const slopes = [Math.hypot(...slope)]
  const turned: number[] = []
  let lost = false
  for (let step = 1; step <= steps && !lost && slopes[step - 1] > LEVEL * slopes[0]; step++) {
    const point = points[step - 1].map((coordinate, d) => coordinate - learningRate * slope[d])
    const next = gradient(point)
    const length = Math.hypot(...next)
    lost = !(Number.isFinite(length) && Math.hypot(...point) < farthest)
    points.push(point)
    values.push(value(point))
    slopes.push(length)
    if (dot(slope, next) < 0) turned.push(step)
    slope = next
  }
  const first = slopes.findLastIndex((length) => !(length <= ARRIVED * slopes[0])) + 1
  const arrival = first < slopes.length ? first : undefined
  const turns = turned.filter((step) => step <= first)
  return { points, values, slopes, turns, arrival, lost }
}

function dot(a: Point, b: Point): number {
  return a.reduce((sum, element, d) => sum + element * b[d], 0)
}
