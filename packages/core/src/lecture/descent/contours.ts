import type { Range } from '../approximation/range.js'

/** A function of two variables on a grid of places, ends included. */
export interface Grid {
  readonly x: Range
  readonly y: Range
  /** Places along x and along y, at least 2 each. */
  readonly columns: number
  readonly rows: number
  /** [rows × columns], row by row, y ascending. */
  readonly values: Float64Array
}

/** One line of equal value: places (x, y), one after the other; closed where the last is the first. */
export type ContourLine = readonly (readonly [number, number])[]

/** All lines of one value. */
export interface Contour {
  readonly level: number
  readonly lines: readonly ContourLine[]
}

/** Asks a function on a grid. */
export function gridOf(
  f: (at: readonly number[]) => number,
  x: Range,
  y: Range,
  columns: number,
  rows: number,
): Grid {
  const values = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = f([along(x, column, columns), along(y, row, rows)])
    }
  }
  return { x, y, columns, rows, values }
}

/**
 * Contours at up to `count` levels, each made of whole lines. A valley that is about as narrow as a cell of the grid falls
 * between its places: its lines come out as dashes, which no continuous function has. Such a level is left out. It is known by
 * what becomes of the number of its lines when what lies below the level, or above it, loses a place all around: of what is
 * wide enough nothing breaks or vanishes. A long pass that is narrower than a cell, near a saddle, is known by what becomes of
 * it when each place has the least, or the largest, of what a parabola through it comes to between the places.
 */
export function contoursOf(grid: Grid, count: number): Contour[] {
  const others = [
    withNeighbours(grid, Math.max),
    withNeighbours(grid, Math.min),
    withBends(grid, 1 / 8),
    withBends(grid, -1 / 8),
  ]
  return contourLevels(grid, count)
    .map((level) => ({ level, lines: contourLines(grid, level) }))
    .filter(
      ({ level, lines }) =>
        lines.length > 0 && others.every((one) => contourLines(one, level).length === lines.length),
    )
}

/**
 * Values to draw lines at: shares of the grid's area, closer together towards the bottom, where a descent
 * goes. So steep functions show as much as flat ones.
 */
export function contourLevels({ values }: Grid, count: number): number[] {
  const sorted = values.toSorted()
  const levels = Array.from({ length: count }, (_, k) => {
    const share = ((k + 0.75) / count) ** 2
    return sorted[Math.floor(share * (sorted.length - 1))]
  })
  return [...new Set(levels)]
}

/** The grid with the largest, or the least, of each place and the eight around it. */
function withNeighbours(grid: Grid, choose: (...values: readonly number[]) => number): Grid {
  const { columns, rows } = grid
  const along = (values: Float64Array, stride: number, length: number) =>
    values.map((value, k) => {
      const at = Math.floor(k / stride) % length
      return choose(value, values[at > 0 ? k - stride : k], values[at < length - 1 ? k + stride : k])
    })
  return { ...grid, values: along(along(grid.values, 1, columns), columns, rows) }
}

/**
 * The grid with each place moved by its second differences, along x and along y, times `share`. Between two places a parabola
 * is an eighth of its second difference away from the straight line.
 */
function withBends(grid: Grid, share: number): Grid {
  const { columns, rows, values } = grid
  const bend = (k: number, stride: number, length: number) => {
    const at = Math.floor(k / stride) % length
    // At the border that of the place beside it; of two places there is none.
    const middle = k + stride * (at === 0 ? 1 : at === length - 1 ? -1 : 0)
    return length < 3 ? 0 : Math.abs(values[middle - stride] - 2 * values[middle] + values[middle + stride])
  }
  return {
    ...grid,
    values: values.map((value, k) => value + share * (bend(k, 1, columns) + bend(k, columns, rows))),
  }
}

/**
 * The lines along which a grid has the value `level`: marching squares (W. Lorensen, H. Cline, SIGGRAPH
 * 1987, in two dimensions), with straight lines between places. Of the two ways to join four crossings the
 * mean of the corners decides.
 */
export function contourLines(grid: Grid, level: number): ContourLine[] {
  const ends = new Map<number, number[]>()
  const join = (a: number, b: number) => {
    ends.set(a, [...(ends.get(a) ?? []), b])
    ends.set(b, [...(ends.get(b) ?? []), a])
  }
  const { columns, rows, values } = grid
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const first = row * columns + column
      const above = values[first] >= level
      // Most cells lie on one side as a whole.
      if (
        values[first + 1] >= level === above &&
        values[first + columns + 1] >= level === above &&
        values[first + columns] >= level === above
      )
        continue
      joinCell(grid, first, level, join)
    }
  }
  return trace(ends).map((edges) => edges.map((edge) => crossing(grid, edge, level)))
}

/** Joins the edges of a cell that a line crosses; `first` is its place with the lowest x and y. */
function joinCell(
  { columns, values }: Grid,
  first: number,
  level: number,
  join: (a: number, b: number) => void,
): void {
  const corners = [first, first + 1, first + columns + 1, first + columns]
  const above = corners.map((corner) => values[corner] >= level)
  // An edge is named by its lower place and its direction: even numbers along x, odd ones along y.
  const edges = [2 * first, 2 * (first + 1) + 1, 2 * (first + columns), 2 * first + 1]
  const crossed = edges.filter((_, k) => above[k] !== above[(k + 1) % 4])
  if (crossed.length === 2) join(crossed[0], crossed[1])
  if (crossed.length === 4) {
    const middle = corners.reduce((sum, corner) => sum + values[corner], 0) / 4 >= level
    const apart = middle === above[0]
    join(edges[0], edges[apart ? 1 : 3])
    join(edges[2], edges[apart ? 3 : 1])
  }
}

/** Strings edges together: open lines from their ends first, then what is left, which is closed. */
function trace(ends: Map<number, number[]>): number[][] {
  const lines: number[][] = []
  const follow = (from: number) => {
    const line = [from]
    for (let at: number | undefined = from; at !== undefined; ) {
      const next: number | undefined = ends.get(at)?.shift()
      if (next === undefined) break
      const back = ends.get(next)
      back?.splice(back.indexOf(at), 1)
      line.push(next)
      at = next
    }
    if (line.length > 1) lines.push(line)
  }
  for (const [edge, others] of ends) if (others.length === 1) follow(edge)
  for (const edge of ends.keys()) follow(edge)
  return lines
}

function crossing({ x, y, columns, rows, values }: Grid, edge: number, level: number): [number, number] {
  const from = edge >> 1
  const to = edge % 2 === 0 ? from + 1 : from + columns
  const share = (level - values[from]) / (values[to] - values[from])
  const place = (at: number): [number, number] => [
    along(x, at % columns, columns),
    along(y, Math.floor(at / columns), rows),
  ]
  const [[ax, ay], [bx, by]] = [place(from), place(to)]
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}

function along({ low, high }: Range, place: number, places: number): number {
  return low + ((high - low) * place) / (places - 1)
}
