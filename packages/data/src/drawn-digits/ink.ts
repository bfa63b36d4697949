import type { Box, Plane } from '../images/plane.js'
import type { Guess } from './grounds.js'

/** Departures from the background below this many deviations of its noise are noise. */
const NOISE = 4

/** Ink fainter than this share of full ink is none. */
export const FAINT = 0.1

/** Full ink departs from the ground by as much of what lies between black and white at least. */
const LEAST_CONTRAST = 0.04

/** What is drawn in a picture. */
export interface Ink {
  /** From 0, the background, to 1, full ink. */
  readonly plane: Plane
  /** The least part of it that holds all ink. */
  readonly box: Box
}

/** Departures from the ground as ink. */
export interface Stain {
  /** From 0, the background, to 1, full ink. */
  readonly plane: Plane
  /** By how much full ink departs from the ground, below 0 where it is darker. */
  readonly full: number
  /** How many deviations of the ground's noise that is. */
  readonly contrast: number
}

/**
 * What departs from the ground, its contrast stretched to [0, 1], noise taken away: dark on light or light on dark,
 * whichever departs more, unless the guess says which.
 * @returns undefined where nothing does
 */
export function stainOf({ rest, noise, sign: known }: Guess): Stain | undefined {
  const { width, height } = rest
  const floor = NOISE * noise
  const sign = known ?? polarity(rest.values, floor)
  const strengths = [...rest.values.map((value) => sign * value)].filter((value) => value > floor)
  // Full ink: what the stronger half of the ink reaches with nine in ten of its places.
  const strongest = strengths.reduce((most, value) => Math.max(most, value), 0)
  const strong = strengths.filter((value) => value > strongest / 2).sort((a, b) => a - b)
  const full = strong[Math.floor(0.9 * strong.length)]
  if (full === undefined || full < LEAST_CONTRAST || full <= floor) return undefined
  const values = rest.values.map((value) => Math.min(1, Math.max(0, (sign * value - floor) / (full - floor))))
  return {
    plane: { width, height, values },
    full: sign * full,
    contrast: full / Math.max(noise, 1 / 512),
  }
}

/** −1 where ink is darker than its background, 1 where it is lighter. */
function polarity(rest: Float32Array, floor: number): -1 | 1 {
  let sum = 0
  for (const value of rest) if (Math.abs(value) > floor) sum += value * Math.abs(value)
  return sum < 0 ? -1 : 1
}
