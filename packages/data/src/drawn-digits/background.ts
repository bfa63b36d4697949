import { averageAreas, type Plane } from '../images/plane.js'
import { fitSurface, type Surface, surfaceOver } from './paraboloid.js'

/** The longer side of the plane on which a background is fitted: it is smooth, so few places tell it. */
const FITTED_SIDE = 48

/** Rounds of fitting, each without the places that departed from the surface of the round before. */
const ROUNDS = 6

/** A place departs from the surface when it lies further off than this many of the median distances, */
const DEPARTURE = 4

/** and further than this, a grey level and a half, where the median is next to nothing. */
const LEAST_DEPARTURE = 0.006

/** A picture without what lies under it. */
export interface Foreground {
  /** The picture less its background: what is drawn departs from 0, on either side. */
  readonly rest: Plane
  /** The standard deviation of the background, in the units of the picture. */
  readonly noise: number
}

/**
 * Takes a picture's background away: a paraboloid, which is what uneven light makes of even paper. It is
 * fitted by least squares, first to the border of the picture, then to all of it; what is drawn departs
 * from the surface, and is left out of the next round (trimmed least squares).
 */
export function withoutBackground(plane: Plane): Foreground {
  const { width, height, values } = plane
  const surface = surfaceOver(findBackground(coarse(plane)), width, height)
  const rest = values.map((value, at) => value - surface[at])
  // Of normal noise the median distance is 0.6745 deviations.
  const noise = median(nearest(rest, [...rest.keys()]).map((at) => Math.abs(rest[at]))) / 0.6745
  return { rest: { width, height, values: rest }, noise }
}

function findBackground(plane: Plane): Surface {
  const { width, height, values } = plane
  const ring = Math.max(1, Math.round(Math.min(width, height) / 16))
  const all = [...values.keys()]
  const border = all.filter((at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    return x < ring || y < ring || x >= width - ring || y >= height - ring
  })
  let surface: Surface = [median(border.map((at) => values[at])), 0, 0, 0, 0, 0]
  for (const places of [border, all]) {
    for (let round = 0; round < ROUNDS; round++) {
      const below = surfaceOver(surface, width, height)
      const rest = values.map((value, at) => value - below[at])
      // Places that lie on two lines alone do not tell a surface: then all of them do.
      surface = fitSurface(plane, nearest(rest, places)) ?? fitSurface(plane, places) ?? surface
    }
  }
  return surface
}

/** Those of some places that do not depart from 0. */
function nearest(rest: Float32Array, places: readonly number[]): number[] {
  const limit = Math.max(DEPARTURE * median(places.map((at) => Math.abs(rest[at]))), LEAST_DEPARTURE)
  return places.filter((at) => Math.abs(rest[at]) <= limit)
}

function coarse(plane: Plane): Plane {
  const { width, height } = plane
  const scale = Math.min(1, FITTED_SIDE / Math.max(width, height))
  const whole = { left: 0, top: 0, right: width, bottom: height }
  return averageAreas(
    plane,
    whole,
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
}

/** The value in the middle; 0 of none. */
function median(values: readonly number[]): number {
  return values.length === 0 ? 0 : Float64Array.from(values).sort()[values.length >> 1]
}
