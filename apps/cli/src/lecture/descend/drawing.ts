import { approximation, descent } from '@antigrad/core/lecture'
import type { paintFor } from '../../output.js'
import { Canvas } from '../canvas.js'
import { framed, projectionOn, type Window, withMargin } from '../frame.js'
import type { Situation } from './situation.js'
import { windowOf } from './window.js'

const ROWS = 20
const LEVELS = 9

/** Of the crossings of a contour with the grid, one of so many is a dot. */
const DOTTED = 4

/**
 * The path for a terminal: of one variable along the curve of the function, of two over its contours.
 * @param columns characters across, of the picture alone
 */
export function drawDescent(
  situation: Situation,
  columns: number,
  paint: ReturnType<typeof paintFor>,
): string[] {
  const canvas = new Canvas(columns, ROWS)
  const window = situation.end.length === 1 ? drawCurve(canvas, situation) : drawContours(canvas, situation)
  return framed(canvas.lines(paint), columns, window)
}

function drawCurve(canvas: Canvas, { landscape, path }: Situation): Window {
  const [x] = windowOf(landscape, path)
  const curve = Array.from({ length: canvas.width }, (_, column): [number, number] => {
    const at = x.low + ((x.high - x.low) * column) / (canvas.width - 1)
    return [at, landscape.value([at])]
  })
  const window = { x, y: withMargin(approximation.rangeOf(curve.map(([, value]) => value))) }
  const project = projectionOn(canvas, window)
  for (let k = 1; k < curve.length; k++) canvas.line(...project(curve[k - 1]), ...project(curve[k]), 'soft')
  drawPath(
    canvas,
    path.points.map(([at], step) => project([at, path.values[step]])),
  )
  return window
}

function drawContours(canvas: Canvas, { landscape, path }: Situation): Window {
  const [x, y] = windowOf(landscape, path)
  const project = projectionOn(canvas, { x, y })
  const grid = descent.gridOf(landscape.value, x, y, canvas.width, canvas.height)
  drawPath(
    canvas,
    path.points.map(([a, b]) => project([a, b])),
  )
  // Dotted, and not in the characters of the path, so that it stands out without colours too.
  for (const { lines } of descent.contoursOf(grid, LEVELS)) {
    for (const line of lines) {
      for (let k = 0; k < line.length; k += DOTTED) canvas.dotWhereEmpty(...project(line[k]), 'soft')
    }
  }
  return { x, y }
}

function drawPath(canvas: Canvas, points: readonly [number, number][]): void {
  for (let k = 1; k < points.length; k++) canvas.line(...points[k - 1], ...points[k], 'line')
  canvas.cross(...points[0], 'mark')
  canvas.cross(...points[points.length - 1], 'end')
}
