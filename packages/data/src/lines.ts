import { transposed } from './closing.js'
import { FAINT } from './ink.js'
import type { Plane } from './plane.js'

/** Lines are at most so thick, as a share of the picture's longer side, */
const THICK = 0.025

/** in pieces at least so long, as a share of the side along which they run, */
const PIECE = 0.08

/** within so many pixels of a straight line, */
const STRAIGHT = 1.5

/** which falls by at most so many pixels a pixel. */
const SLOPE = 0.3

/** All pieces of a line together reach over as much of the side, */
const REACH = 0.85

/** or so much where four make a frame, */
const FRAME = 0.2

/** and cover as much of what no stroke crosses. */
const COVER = 0.65

/** A straight line through a picture, along its rows: `y = from + slope · x`. */
interface Line {
  readonly from: number
  readonly slope: number
  /** The first column in which it has ink, and the one after the last. */
  readonly begin: number
  readonly end: number
  /** Its ink, from 0 to 1, by its median. */
  readonly strength: number
}

/** Columns that one thin piece of ink takes: for each the first and the last row. */
interface Thread {
  readonly start: number
  readonly rows: (readonly [first: number, last: number])[]
}

/** Ink without the lines of its paper. */
export interface Unlined {
  readonly plane: Plane
  /** Lines that were taken away, along either side. */
  readonly lines: number
  /** One line alone, as strong as ink: it may have been a stroke. */
  readonly doubtful: boolean
}

/** Takes straight lines away that run through all the picture, as ruled paper has them, and frames: strokes that cross them stay. */
export function withoutLines(plane: Plane): Unlined {
  const across = linesAlongRows(plane, REACH)
  const turned = transposed(erased(plane, across))
  const down = linesAlongRows(turned, REACH)
  const found = [...across, ...down]
  const unlined = withoutFrame(transposed(erased(turned, down)))
  return {
    plane: unlined,
    lines: found.length,
    doubtful: found.length === 1 && found[0].strength > 0.6,
  }
}

/** Without a frame of four thin straight lines about the size of a digit or larger, where there is more within it than beside. */
function withoutFrame(plane: Plane): Plane {
  const across = linesAlongRows(plane, FRAME)
  const turned = transposed(plane)
  const down = linesAlongRows(turned, FRAME)
  const near = 0.04 * Math.max(plane.width, plane.height)
  const isNear = (a: number, b: number) => Math.abs(a - b) <= near
  for (const top of across) {
    for (const bottom of across) {
      if (heightAt(bottom) - heightAt(top) < 5 * near) continue
      if (!isNear(top.begin, bottom.begin) || !isNear(top.end, bottom.end)) continue
      const sides = [top.begin, top.end].map((x) =>
        down.find((side) => {
          const reaches = side.begin <= heightAt(top) + near && side.end >= heightAt(bottom) - near
          return isNear(heightAt(side), x) && reaches
        }),
      )
      const [left, right] = sides
      if (!left || !right || left === right) continue
      return transposed(erased(transposed(erased(plane, [top, bottom])), [left, right]))
    }
  }
  return plane
}

/** Where the middle of a line lies, across its direction. */
function heightAt({ from, slope, begin, end }: Line): number {
  return from + (slope * (begin + end)) / 2
}

/** Straight lines of a plane that run along its rows. */
function linesAlongRows(plane: Plane, reach: number): Line[] {
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

function thicknessIn({ width, height }: Plane): number {
  return Math.max(3, Math.round(THICK * Math.max(width, height)))
}

/** Thin pieces of ink that go on from column to column. */
function threadsOf(plane: Plane, thickness: number): Thread[] {
  const threads: Thread[] = []
  let open: Thread[] = []
  for (let x = 0; x < plane.width; x++) {
    const next: Thread[] = []
    for (const run of runsIn(plane, x)) {
      if (run[1] - run[0] >= thickness) continue
      const known = open.find(({ rows }) => {
        const [first, last] = rows[rows.length - 1]
        return run[0] <= last + 1 && run[1] >= first - 1
      })
      const thread = known && !next.includes(known) ? known : { start: x, rows: [] }
      if (thread !== known) threads.push(thread)
      thread.rows.push(run)
      next.push(thread)
    }
    open = next
  }
  return threads
}

/** Where a column has ink: first and last row of each run. */
function runsIn({ width, height, values }: Plane, x: number): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (let y = 0; y < height; y++) {
    if (values[y * width + x] < FAINT) continue
    const last = runs.at(-1)
    if (last && last[1] === y - 1) last[1] = y
    else runs.push([y, y])
  }
  return runs
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

function runAt(plane: Plane, { from, slope }: Line, x: number): readonly [number, number] | undefined {
  const y = from + slope * x
  return runsIn(plane, x).find(([first, last]) => y >= first - STRAIGHT && y <= last + STRAIGHT)
}

/** A plane without the ink of some lines: it stays where a stroke crosses, and where there is more than a line has. */
function erased(plane: Plane, lines: readonly Line[]): Plane {
  const thickness = thicknessIn(plane)
  const values = plane.values.slice()
  for (const line of lines) {
    const isWhole = line.end - line.begin >= REACH * plane.width
    const [begin, end] = isWhole ? [0, plane.width] : [line.begin, line.end]
    for (let x = begin; x < end; x++) {
      const run = runAt(plane, line, x)
      if (!run || run[1] - run[0] > thickness) continue
      for (let y = run[0]; y <= run[1]; y++) {
        const at = y * plane.width + x
        if (values[at] <= 1.5 * line.strength + FAINT) values[at] = 0
      }
    }
  }
  return { ...plane, values }
}
