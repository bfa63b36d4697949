import type { Plane } from '../images/plane.js'
import { type Foreground, withoutBackground } from './background.js'
import { closing } from './closing.js'
import { fitSurface, surfaceOver } from './paraboloid.js'

/** Radii of the squares that close strokes and leave shadows, as shares of the shorter side. */
const RADII = [0.07, 0.13]

/** Departures of a picture from one idea of what its ground is. */
export interface Guess extends Foreground {
  /** −1 where ink is darker than the ground by this idea, 1 where it is lighter, absent where it may be either. */
  readonly sign?: -1 | 1
}

/**
 * What may be the ground of a picture, the likeliest idea first: even paper under uneven light; one of two levels, where
 * ink covers too much of the picture to be an exception in it; anything that is broader than a stroke, such as a
 * shadow with an edge.
 */
export function* guesses(picture: Plane): Generator<Guess> {
  const even = withoutBackground(picture)
  yield even
  for (const sign of [-1, 1] as const) {
    const guess = levels(picture, sign)
    if (guess) yield guess
  }
  const side = Math.min(picture.width, picture.height)
  for (const share of RADII) {
    for (const sign of likelySigns(even)) yield broader(picture, Math.max(2, Math.round(share * side)), sign)
  }
}

/** Whether ink is darker or lighter than even paper; both where departures to either side are not far from balanced. */
function likelySigns({ rest, noise }: Foreground): readonly (-1 | 1)[] {
  let [dark, light] = [0, 0]
  for (const value of rest.values) {
    if (value < -4 * noise) dark += value * value
    else if (value > 4 * noise) light += value * value
  }
  if (dark > 4 * light) return [-1]
  return light > 4 * dark ? [1] : [-1, 1]
}

/** The ground is the lighter, or the darker, of the two levels that part the picture best (Otsu, 1979), with its light. */
function levels(picture: Plane, sign: -1 | 1): Guess | undefined {
  const { width, height, values } = picture
  const threshold = otsu(values)
  const ground = [...values.keys()].filter((at) => -sign * (values[at] - threshold) > 0)
  if (ground.length === 0) return undefined
  const level = medianOf(ground.map((at) => values[at]))
  const surface = fitSurface(picture, ground) ?? [level, 0, 0, 0, 0, 0]
  // Where little of the ground is seen the surface may go anywhere beyond it.
  const heights = surfaceOver(surface, width, height).map((value) =>
    Math.min(level + 0.15, Math.max(level - 0.15, value)),
  )
  const rest = values.map((value, at) => value - heights[at])
  return { rest: { width, height, values: rest }, noise: noiseOf(ground.map((at) => rest[at])), sign }
}

/** The ground is all that is broader than a stroke. */
function broader(picture: Plane, radius: number, sign: -1 | 1): Guess {
  const { width, height } = picture
  const smooth = smoothed(picture)
  const dark = smooth.map((value) => -sign * value)
  const { values: closed } = closing({ width, height, values: dark }, radius)
  const rest = closed.map((value, at) => smooth[at] + sign * value)
  // The closing of noise lies on its crests.
  const shift = medianOf([...rest])
  const values = rest.map((value) => value - shift)
  const calm = values.filter((value) => -sign * value >= 0)
  return { rest: { width, height, values }, noise: noiseOf([...calm]), sign }
}

/** The mean of each place and its eight neighbours. */
function smoothed({ width, height, values }: Plane): Float32Array {
  const result = new Float32Array(values.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, count] = [0, 0]
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          sum += values[row * width + column]
          count++
        }
      }
      result[y * width + x] = sum / count
    }
  }
  return result
}

/** The threshold between the two classes of values that lie furthest apart. */
function otsu(values: Float32Array): number {
  const counts = new Uint32Array(256)
  for (const value of values) counts[Math.min(255, Math.max(0, Math.round(value * 255)))]++
  const total = values.length
  const sum = counts.reduce((all, count, level) => all + count * level, 0)
  let [below, sumBelow, best, threshold] = [0, 0, -1, 127]
  for (let level = 0; level < 255; level++) {
    below += counts[level]
    sumBelow += counts[level] * level
    if (below === 0 || below === total) continue
    const distance = sumBelow / below - (sum - sumBelow) / (total - below)
    const between = below * (total - below) * distance * distance
    if (between > best) [best, threshold] = [between, level]
  }
  return (threshold + 0.5) / 255
}

/** The standard deviation of normal noise, of which the median distance is 0.6745. */
function noiseOf(rest: readonly number[]): number {
  return medianOf(rest.map(Math.abs)) / 0.6745
}

function medianOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Float64Array.from(values).sort()[values.length >> 1]
}
