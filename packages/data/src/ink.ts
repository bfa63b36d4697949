import { withoutBackground } from './background.js'
import type { Box, Plane } from './plane.js'

/** Departures from the background below this many deviations of its noise are noise. */
const NOISE = 4

/** Ink fainter than this share of full ink is none, */
const FAINT = 0.1

/** and a patch of ink with less than this share of the largest patch's ink is a speck. */
const SPECK = 0.06

/** What is drawn in a picture. */
export interface Ink {
  /** From 0, the background, to 1, full ink. */
  readonly plane: Plane
  /** The least part of it that holds all ink. */
  readonly box: Box
}

/**
 * Finds what is drawn: dark on light or light on dark, whichever departs more from the background; its
 * contrast stretched to [0, 1]; noise and specks taken away.
 * @param picture from 0 (black) to 1 (white)
 * @returns undefined where nothing is drawn
 */
export function findInk(picture: Plane): Ink | undefined {
  const { rest, noise } = withoutBackground(picture)
  const { width, height } = rest
  const floor = NOISE * noise
  const sign = polarity(rest.values, floor)
  const strengths = [...rest.values.map((value) => sign * value)].filter((value) => value > floor)
  // Full ink: what the stronger half of the ink reaches with nine in ten of its places.
  const strongest = strengths.reduce((most, value) => Math.max(most, value), 0)
  const strong = strengths.filter((value) => value > strongest / 2).sort((a, b) => a - b)
  const full = strong[Math.floor(0.9 * strong.length)]
  if (full === undefined || full < 0.04 || full <= floor) return undefined
  const values = rest.values.map((value) => Math.min(1, Math.max(0, (sign * value - floor) / (full - floor))))
  const plane = { width, height, values: withoutSpecks(values, width) }
  return { plane, box: boxOf(plane) }
}

/** −1 where ink is darker than its background, 1 where it is lighter. */
function polarity(rest: Float32Array, floor: number): -1 | 1 {
  let sum = 0
  for (const value of rest) if (Math.abs(value) > floor) sum += value * Math.abs(value)
  return sum < 0 ? -1 : 1
}

/** The ink without its faint places and its specks: patches are places that touch, corners too. */
function withoutSpecks(ink: Float32Array, width: number): Float32Array {
  const patchOf = new Int32Array(ink.length).fill(-1)
  const masses: number[] = []
  for (let start = 0; start < ink.length; start++) {
    if (patchOf[start] >= 0 || ink[start] < FAINT) continue
    const patch = masses.length
    patchOf[start] = patch
    let mass = 0
    const open = [start]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      mass += ink[at]
      for (let down = -width; down <= width; down += width) {
        for (let right = -1; right <= 1; right++) {
          const next = at + down + right
          const wraps = Math.abs((next % width) - (at % width)) > 1
          if (wraps || !(ink[next] >= FAINT) || patchOf[next] >= 0) continue
          patchOf[next] = patch
          open.push(next)
        }
      }
    }
    masses.push(mass)
  }
  const least = SPECK * masses.reduce((most, mass) => Math.max(most, mass), 0)
  return ink.map((value, at) => (patchOf[at] >= 0 && masses[patchOf[at]] >= least ? value : 0))
}

function boxOf({ width, height, values }: Plane): Box {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let at = 0; at < values.length; at++) {
    if (values[at] === 0) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  }
  return { left, top, right, bottom }
}
