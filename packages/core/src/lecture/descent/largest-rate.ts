import { eigenvalues } from './eigenvalues.js'
import type { Landscape, Point } from './landscapes.js'

/** Steps of a trial: so many that what is left belongs to the direction that decides. */
const STEPS = 2000

/** Bisection ends at this relative width. */
const PRECISION = 1e-9

/**
 * The largest learning rate that still converges, by theory: 2 / λmax. Along an eigenvector of the Hessian
 * a step multiplies the distance from the minimum by 1 − ηλ, which is less than 1 in size for η < 2/λ.
 * @param at where the Hessian is taken: anywhere, where it is constant; else the minimum that is meant
 * @returns Infinity where nothing bends upwards
 */
export function largestRateInTheory({ hessian }: Landscape, at: Point): number {
  const largest = Math.max(...eigenvalues(hessian(at)))
  return largest > 0 ? 2 / largest : Number.POSITIVE_INFINITY
}

/**
 * The same as it is found by trying: doubled or halved until one rate converges and twice it does not, then
 * bisected. A rate converges where the gradient is no longer after 2000 steps than after 1000.
 * @param landscape quadratic: there a rate converges from everywhere or from nowhere
 * @param start away from the minimum, in every direction that is to count
 * @returns Infinity from the minimum itself
 */
export function largestRateMeasured(landscape: Landscape, start: Point): number {
  if (landscape.gradient(start).every((element) => element === 0)) return Number.POSITIVE_INFINITY
  let low = 1
  while (!converges(landscape, start, low)) low /= 2
  while (converges(landscape, start, 2 * low)) low *= 2
  let high = 2 * low
  while (high - low > PRECISION * low) {
    const middle = (low + high) / 2
    if (converges(landscape, start, middle)) low = middle
    else high = middle
  }
  return low
}

function converges({ gradient }: Landscape, start: Point, learningRate: number): boolean {
  let at = start
  let half = Number.POSITIVE_INFINITY
  for (let step = 0; step < STEPS; step++) {
    const slope = gradient(at)
    if (step === STEPS / 2) half = Math.hypot(...slope)
    at = at.map((coordinate, d) => coordinate - learningRate * slope[d])
  }
  const length = Math.hypot(...gradient(at))
  return length <= half && Number.isFinite(length)
}
