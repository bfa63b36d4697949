import { approximation, descent } from '@antigrad/core/lecture'
import { type Child, html } from '../../report/html.js'
import { measured } from '../../report/number.js'
import { coordinate } from '../../report/plot.js'
import { withMargin } from '../frame.js'
import { type Area, areaOf, curvePath, panel, panelHeight } from '../panel.js'
import { linear, logarithmic, powersOf, ticksOf, wholeTicksOf } from '../scales.js'
import { type Part, svgFile } from '../svg.js'
import type { Situation } from './situation.js'
import { windowOf } from './window.js'

const HEIGHT = 330
const SLOPES_HEIGHT = 150
const GRID = 200
const LEVELS = 14

/** More steps than this are drawn without a dot for each. */
const MOST_DOTS = 400

/** The picture of a descent, an SVG file: the path over the function, and how steep it was at each step. */
export function pictureOf(situation: Situation): string {
  const { landscape, options, effect, path } = situation
  const start = options.start.map((coordinate) => measured(coordinate, 6)).join(', ')
  const about = `from (${start.replaceAll('-', '−')}), learning rate ${options.learningRate}, ${path.points.length - 1} steps: ${effect}`
  return svgFile(
    `${landscape.name}: ${landscape.formula}`,
    [about],
    [pathPart(situation), slopePart(situation)],
  )
}

function pathPart(situation: Situation): Part {
  const { landscape, path } = situation
  const [x, y] = windowOf(landscape, path)
  return {
    height: panelHeight(HEIGHT),
    draw: (top) => {
      const area = areaOf(top, HEIGHT)
      return y ? overContours(area, situation, x, y) : alongCurve(area, situation, x)
    },
  }
}

type Range = approximation.Range

function overContours(area: Area, { landscape, path }: Situation, x: Range, y: Range): Child {
  const [across, up] = [linear(x, area.left, area.right), linear(y, area.bottom, area.top)]
  const grid = descent.gridOf(landscape.value, x, y, GRID, GRID)
  const contours = descent
    .contoursOf(grid, LEVELS)
    .flatMap(({ lines }) => lines)
    .map((line) => curvePath(line.map(([a, b]) => [across(a), up(b)] as const)))
  return panel(area, { name: 'x', ticks: ticksOf(across, 7) }, { name: 'y', ticks: ticksOf(up, 6) }, [
    html`<path class="contour" d="${contours.join('')}"/>`,
    pathIn(
      area,
      path.points.map(([a, b]) => [across(a), up(b)] as const),
    ),
  ])
}

function alongCurve(area: Area, { landscape, path }: Situation, x: Range): Child {
  const curve = Array.from({ length: 300 }, (_, k) => {
    const at = x.low + ((x.high - x.low) * k) / 299
    return [at, landscape.value([at])] as const
  })
  const values = withMargin(approximation.rangeOf(curve.map(([, value]) => value)))
  const [across, up] = [linear(x, area.left, area.right), linear(values, area.bottom, area.top)]
  return panel(area, { name: 'x', ticks: ticksOf(across, 7) }, { name: 'f', ticks: ticksOf(up, 6) }, [
    html`<path class="curve interpolation" d="${curvePath(curve.map(([a, b]) => [across(a), up(b)] as const))}"/>`,
    pathIn(
      area,
      path.points.map(([at], step) => [across(at), up(path.values[step])] as const),
    ),
  ])
}

/** The path with a dot for each step; it is cut off where it leaves the panel. */
function pathIn({ left, right, top, bottom }: Area, points: readonly (readonly [number, number])[]): Child {
  const inside = ([x, y]: readonly [number, number]): boolean =>
    x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1
  const out = points.findIndex((at) => !inside(at))
  const seen = out < 0 ? points : points.slice(0, out)
  if (seen.length === 0) return undefined
  const dots = seen.length <= MOST_DOTS ? seen : [seen[0]]
  const [endX, endY] = seen[seen.length - 1]
  return [
    html`<path class="path" d="${curvePath(seen)}"/>`,
    dots.map(
      ([x, y], k) =>
        html`<circle class="step" cx="${coordinate(x)}" cy="${coordinate(y)}" r="${k === 0 ? 4 : 2}"/>`,
    ),
    out < 0 && html`<circle class="end" cx="${coordinate(endX)}" cy="${coordinate(endY)}" r="4.5"/>`,
  ]
}

function slopePart({ path: { slopes } }: Situation): Part {
  const steps = { low: 0, high: Math.max(1, slopes.length - 1) }
  const drawn = slopes
    .map((slope, step) => [step, slope] as const)
    .filter(([, slope]) => slope > 0 && Number.isFinite(slope))
  return {
    height: panelHeight(SLOPES_HEIGHT),
    draw: (top) => {
      const area = areaOf(top, SLOPES_HEIGHT)
      const x = linear(steps, area.left, area.right)
      const seen =
        drawn.length > 0 ? approximation.rangeOf(drawn.map(([, slope]) => slope)) : { low: 1, high: 1 }
      const y = logarithmic(
        { low: Math.min(seen.low, seen.high / 10), high: seen.high },
        area.bottom,
        area.top,
      )
      return panel(
        area,
        { name: 'step', ticks: wholeTicksOf(x, 5) },
        { name: '‖∇f‖, the steepness at each step', ticks: powersOf(y, 5) },
        [
          html`<path class="curve network" d="${curvePath(drawn.map(([step, slope]) => [x(step), y(slope)] as const))}"/>`,
        ],
      )
    },
  }
}
