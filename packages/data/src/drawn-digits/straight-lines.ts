import type { Plane } from '../images/plane.js'
import { runsIn, type Thread, thicknessIn, threadsOf } from './threads.js'

/** in pieces at least so long, as a share of the side along which they run, */
const PIECE = 0.08

/** within so many pixels of a straight line, */
const STRAIGHT = 1.5

/** which falls by at most so many pixels a pixel. */
const SLOPE = 0.3

/** and cover as much of what no stroke crosses. */
const COVER = 0.65

/** A straight line through a picture, along its rows: `y = from + slope · x`. */
export interface Line {
  readonly from: number
  readonly slope: number
  /** The first column in which it has ink, and the one after the last. */
  readonly begin: number
  readonly end: number
  /** Its ink, from 0 to 1, by its median. */
  readonly strength: number
}

/** Straight lines of a plane that run along its rows. */
export function linesAlongRows(plane: Plane, reach: number): Line[] {
  const thickness = thicknessIn(plane)
  const left = threadsOf(plane, thickness)
    .filter(({ rows }) => rows.length >= PIECE * plane.width)
    .sort((a, b) => b.rows.length - a.rows.length)
  const lines: Line[] = []
  for (let longest = left.shift(); longest; longest = left.shift()) {
    const first = lineThrough([longest])
    if (!first) continue
    const members = [longest, ...left.filter((thread) => lies(thread, first))]
    const fitted = lineThrough(members)
    if (!fitted) continue
    const begin = Math.min(...members.map(({ start }) => start))
    const end = Math.max(...members.map(({ start, rows }) => start + rows.length))
    const line = throughShadows(
      plane,
      { ...fitted, begin, end, strength: strengthOf(plane, members) },
      thickness,
    )
    if (line.end - line.begin < reach * plane.width || !covers(plane, line, thickness)) continue
    for (const member of members.slice(1)) left.splice(left.indexOf(member), 1)
    lines.push(line)
  }
  return lines
}

/** A line with its ends moved to the picture's sides where all beyond them is ink that is broad, as a shadow's. */
function throughShadows(plane: Plane, line: Line, thickness: number): Line {
  const isBroad = (x: number): boolean => {
    const run = runAt(plane, line, x)
    return run !== undefined && run[1] - run[0] >= thickness
  }
  let { begin, end } = line
  while (begin > 0 && isBroad(begin - 1)) begin--
  while (end < plane.width && isBroad(end)) end++
  return { ...line, begin: begin === 0 ? 0 : line.begin, end: end === plane.width ? end : line.end }
}

/** The straight line through the middle of some threads, by least squares; undefined where they are not straight, or steep. */
function lineThrough(threads: readonly Thread[]): { from: number; slope: number } | undefined {
  const points = threads.flatMap(({ start, rows }) =>
    rows.map(([first, last], at) => [start + at, (first + last) / 2] as const),
  )
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  let [product, square] = [0, 0]
  for (const [x, y] of points) {
    product += (x - meanX) * (y - meanY)
    square += (x - meanX) ** 2
  }
  const slope = square === 0 ? 0 : product / square
  const from = meanY - slope * meanX
  const error = points.reduce((sum, [x, y]) => sum + (y - from - slope * x) ** 2, 0) / points.length
  return Math.abs(slope) <= SLOPE && Math.sqrt(error) <= STRAIGHT ? { from, slope } : undefined
}

/** Whether a thread lies on a line, or where it goes on. */
function lies({ start, rows }: Thread, { from, slope }: { from: number; slope: number }): boolean {
  const off = ([first, last]: readonly [number, number], at: number) =>
    Math.abs((first + last) / 2 - from - slope * (start + at))
  return rows.every((run, at) => off(run, at) <= 3 * STRAIGHT)
}

function strengthOf({ width, values }: Plane, threads: readonly Thread[]): number {
  const strengths = threads.flatMap(({ start, rows }) =>
    rows.map(([first, last], at) => values[((first + last) >> 1) * width + start + at]),
  )
  return Float64Array.from(strengths).sort()[strengths.length >> 1]
}

/** Whether a line has ink wherever no stroke crosses it. */
function covers(plane: Plane, line: Line, thickness: number): boolean {
  let [covered, free] = [0, 0]
  for (let x = line.begin; x < line.end; x++) {
    const run = runAt(plane, line, x)
    if (run && run[1] - run[0] >= thickness) continue
    free++
    if (run) covered++
  }
  return covered >= COVER * free && free >= (line.end - line.begin) / 4
}

export function runAt(plane: Plane, { from, slope }: Line, x: number): readonly [number, number] | undefined {
  const y = from + slope * x
  return runsIn(plane, x).find(([first, last]) => y >= first - STRAIGHT && y <= last + STRAIGHT)
}
