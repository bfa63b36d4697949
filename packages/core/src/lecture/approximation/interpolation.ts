import Delaunator from 'delaunator'
import { rangeOf, rescale } from './range.js'
import { type Approximant, inputOf, type Samples } from './samples.js'

/**
 * Linear interpolation: straight lines between neighbouring samples, or flat triangles over them. Outside
 * the samples it keeps the value at the nearest place of their border.
 * @returns undefined for more than two arguments, or where the samples lie on one line
 */
export function interpolate(samples: Samples): Approximant | undefined {
  if (samples.dimensions === 1) return alongLine(samples)
  return samples.dimensions === 2 ? overTriangles(samples) : undefined
}

/** Of samples at one place their mean counts. */
function alongLine({ count, inputs, outputs }: Samples): Approximant {
  const order = [...Array(count).keys()].sort((a, b) => inputs[a] - inputs[b])
  const places: number[] = []
  const values: number[] = []
  let same = 0
  for (const n of order) {
    same = places.at(-1) === inputs[n] ? same + 1 : 1
    if (same === 1) {
      places.push(inputs[n])
      values.push(outputs[n])
    } else values[values.length - 1] += (outputs[n] - values[values.length - 1]) / same
  }
  return ({ 0: x }) => {
    let left = 0
    let right = places.length - 1
    if (x <= places[left]) return values[left]
    if (x >= places[right]) return values[right]
    while (right - left > 1) {
      const middle = (left + right) >> 1
      if (places[middle] <= x) left = middle
      else right = middle
    }
    const share = (x - places[left]) / (places[right] - places[left])
    return values[left] + share * (values[right] - values[left])
  }
}

/** Over the Delaunay triangles of the samples, their arguments brought to one scale. */
function overTriangles(samples: Samples): Approximant | undefined {
  const { count, inputs, outputs } = samples
  const ranges = [rangeOf(inputs, 0, 2), rangeOf(inputs, 1, 2)]
  const toUnit = (input: ArrayLike<number>) =>
    ranges.map((range, d) => rescale(input[d], range, { low: 0, high: 1 }))
  const points = Array.from({ length: count }, (_, n) => toUnit(inputOf(samples, n)))
  const { triangles, halfedges, hull } = Delaunator.from(points)
  if (triangles.length === 0) return undefined
  let last = 0
  return (input) => {
    const [x, y] = toUnit(input)
    // From one triangle to the next across the edge beyond which the place lies: in a Delaunay triangulation
    // such a walk ends (H. Edelsbrunner, Combinatorica 10 (1990), 251–260).
    for (let triangle = last, visited = 0; visited < triangles.length; visited += 3) {
      const corners = triangles.subarray(3 * triangle, 3 * triangle + 3)
      const shares = barycentric(x, y, points[corners[0]], points[corners[1]], points[corners[2]])
      const least = shares.indexOf(Math.min(...shares))
      if (shares[least] >= -1e-12) {
        last = triangle
        return shares.reduce((sum, share, k) => sum + share * outputs[corners[k]], 0)
      }
      const across = halfedges[3 * triangle + ((least + 1) % 3)]
      if (!(across >= 0)) break
      triangle = Math.floor(across / 3)
    }
    return atBorder(x, y, hull, points, outputs)
  }
}

/** How much each corner counts at a place: all at least 0 inside, their sum 1. */
function barycentric(
  x: number,
  y: number,
  [ax, ay]: number[],
  [bx, by]: number[],
  [cx, cy]: number[],
): number[] {
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
  const b = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
  const c = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
  return [1 - b - c, b, c]
}

function atBorder(
  x: number,
  y: number,
  hull: Uint32Array,
  points: readonly number[][],
  outputs: Float64Array,
): number {
  let nearest = Number.POSITIVE_INFINITY
  let value = Number.NaN
  for (let k = 0; k < hull.length; k++) {
    const [a, b] = [hull[k], hull[(k + 1) % hull.length]]
    const [dx, dy] = [points[b][0] - points[a][0], points[b][1] - points[a][1]]
    const along = ((x - points[a][0]) * dx + (y - points[a][1]) * dy) / (dx * dx + dy * dy)
    const share = Math.min(1, Math.max(0, along))
    const distance = Math.hypot(x - points[a][0] - share * dx, y - points[a][1] - share * dy)
    if (distance < nearest) {
      nearest = distance
      value = outputs[a] + share * (outputs[b] - outputs[a])
    }
  }
  return value
}
