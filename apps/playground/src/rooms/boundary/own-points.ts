import { plane } from '@antigrad/core/lecture'
import { numbersOf } from '../../controls/numbers-of.js'
import type { Codec } from '../../state/codec.js'

type PlanePoint = plane.PlanePoint

/** Most points that are taken: more would not be seen, and not fit an address. */
export const MOST_POINTS = 400

/** Classes that can be drawn. */
export const CLASSES = 3

/** The paper goes so far on both axes, from the middle. */
export const EDGE = 1.25 * plane.REACH

/** Points lie on a grid of hundredths: an address gives back the very same ones. */
export function onGrid({ x, y, label }: PlanePoint): PlanePoint {
  const nearest = (at: number) => Math.round(100 * Math.min(EDGE, Math.max(-EDGE, at))) / 100 || 0
  return { x: nearest(x), y: nearest(y), label }
}

/** Points as text: x, y in hundredths and the class, with `_` between them all. */
export const planePoints: Codec<readonly PlanePoint[]> = {
  read: (text) => {
    if (text === '') return []
    if (!/^-?\d{1,3}_-?\d{1,3}_\d(_-?\d{1,3}_-?\d{1,3}_\d)*$/.test(text)) return undefined
    const numbers = text.split('_').map(Number)
    const points = Array.from({ length: numbers.length / 3 }, (_, n) => ({
      x: numbers[3 * n] / 100,
      y: numbers[3 * n + 1] / 100,
      label: numbers[3 * n + 2],
    }))
    const fits = points.every(
      ({ x, y, label }) => Math.abs(x) <= EDGE && Math.abs(y) <= EDGE && label < CLASSES,
    )
    return fits && points.length <= MOST_POINTS ? points : undefined
  },
  write: (points) =>
    points.flatMap(({ x, y, label }) => [Math.round(100 * x), Math.round(100 * y), label]).join('_'),
}

/**
 * Reads points, one a line, as `numbersOf` has them: x, y and, unless it is the first, the number of the class from 0. Other
 * lines are left out. Points that lie beyond the paper are all moved and scaled, each axis by itself, until they lie on it.
 */
export function readPoints(text: string): PlanePoint[] {
  const points: PlanePoint[] = []
  for (const line of text.split('\n')) {
    const [x, y, label = 0] = numbersOf(line)
    const known = Number.isInteger(label) && label >= 0 && label < CLASSES
    if (Number.isFinite(x) && Number.isFinite(y) && known) points.push({ x, y, label })
  }
  const taken = points.slice(0, MOST_POINTS)
  const onPaper = taken.every(({ x, y }) => Math.abs(x) <= EDGE && Math.abs(y) <= EDGE)
  if (onPaper) return taken.map(onGrid)
  const [scaleX, scaleY] = [scaleOf(taken.map(({ x }) => x)), scaleOf(taken.map(({ y }) => y))]
  return taken.map(({ x, y, label }) => onGrid({ x: scaleX(x), y: scaleY(y), label }))
}

/** The points as `readPoints` takes them. */
export function writePoints(points: readonly PlanePoint[]): string {
  return points.map(({ x, y, label }) => `${x} ${y} ${label}`).join('\n')
}

/** From the range of numbers to that of the sets. */
function scaleOf(numbers: readonly number[]): (value: number) => number {
  const low = Math.min(...numbers)
  const size = Math.max(...numbers) - low
  return (value) => (size > 0 ? plane.REACH * ((2 * (value - low)) / size - 1) : 0)
}
