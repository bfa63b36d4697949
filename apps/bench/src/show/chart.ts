import { scaleLinear, scaleLog } from 'd3-scale'
import {
  line,
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from 'd3-shape'
import { escapeHtml } from './escape.js'

export interface Point {
  readonly x: number
  readonly y: number
  /** The ends of a bar of spread, where it has one. */
  readonly low?: number
  readonly high?: number
}

/** One curve. Curves differ by colour, dash and mark, so that they are told apart without colour. */
export interface Curve {
  readonly name: string
  readonly points: readonly Point[]
  /** Points drawn as marks; all unless stated. */
  readonly marks?: readonly Point[]
  /** A plain dashed line without marks: what would be ideal. */
  readonly ideal?: true
}

export interface Chart {
  readonly title: string
  readonly xName: string
  readonly curves: readonly Curve[]
  readonly xTicks: readonly number[]
  /** Logarithmic axes; linear ones from 0 otherwise. */
  readonly logarithmic?: true
  readonly format: (value: number) => string
  /** A place on the x axis from which a note holds, such as the machine's last core. */
  readonly beyond?: { readonly x: number; readonly note: string }
}

const WIDTH = 460
const HEIGHT = 300
const MARGIN = { top: 16, right: 92, bottom: 44, left: 62 }
/** Least distance between two names at the ends of curves, and between the middles of two numbers of the x axis. */
const LEADING = 17
const SPACING = 30

const MARKS: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolStar,
  symbolCross,
]
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2', '1 4']

/** A chart as SVG, coloured by the page's style: `.curve-0` and on. */
export function chartSvg(chart: Chart): string {
  const { curves, xTicks, logarithmic, format } = chart
  const bottom = HEIGHT - MARGIN.bottom
  const right = WIDTH - MARGIN.right
  const values = curves.flatMap(({ points, marks = [] }) =>
    [...points, ...marks].flatMap(({ y, high }) => [y, high ?? y]),
  )
  const least = Math.min(...values)
  const most = Math.max(...values)
  const x = (logarithmic ? scaleLog() : scaleLinear())
    .domain(
      logarithmic
        ? [xTicks[0], xTicks[xTicks.length - 1]]
        : [xTicks[0] - 0.25, xTicks[xTicks.length - 1] + 0.25],
    )
    .range([MARGIN.left, right])
  const y = (logarithmic ? scaleLog() : scaleLinear())
    .domain(logarithmic ? [least, most] : [0, most])
    .nice()
    .range([bottom, MARGIN.top])
  const yTicks = logarithmic ? y.ticks().filter((tick) => Number.isInteger(Math.log10(tick))) : y.ticks(5)

  const grid = yTicks.map(
    (tick) =>
      `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/><text x="${MARGIN.left - 8}" y="${at(y(tick) + 4)}" text-anchor="end">${format(tick)}</text>`,
  )
  const axis = legible(xTicks, x).map(
    (tick) => `<text x="${at(x(tick))}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
  )
  const path = line<Point>()
    .x((point) => x(point.x))
    .y((point) => y(point.y))
  const spread = ({ x: px, low, high }: Point): string =>
    low === undefined || high === undefined
      ? ''
      : `<line x1="${at(x(px))}" x2="${at(x(px))}" y1="${at(y(low))}" y2="${at(y(high))}"/>`
  const mark = (point: Point, n: number): string =>
    `<path class="mark" transform="translate(${at(x(point.x))} ${at(y(point.y))})" d="${symbol(MARKS[n % MARKS.length], 52)()}"/>`
  const drawn = curves.map((curve, n) => {
    const style = `class="curve ${curve.ideal ? 'ideal' : `curve-${n}`}"`
    const dash = curve.ideal ? '3 4' : DASHES[n % DASHES.length]
    const marks = curve.ideal ? [] : (curve.marks ?? curve.points)
    return `<g ${style}><path d="${path([...curve.points])}" stroke-dasharray="${dash}" fill="none"/>${marks
      .map((point) => spread(point) + mark(point, n))
      .join('')}</g>`
  })
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(chart.title)}">`,
    ...beyondBox(chart, x, bottom, right),
    ...grid,
    ...axis,
    `<text x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(chart.xName)}</text>`,
    ...drawn,
    ...names(curves, (value) => y(value), right),
    '</svg>',
  ].join('\n')
}

/** Those ticks of the x axis whose numbers do not touch; the first and the last in any case. */
function legible(ticks: readonly number[], x: (value: number) => number): number[] {
  const last = ticks[ticks.length - 1]
  const kept: number[] = []
  for (const tick of ticks) {
    const before = kept.at(-1)
    const touches = before !== undefined && x(tick) - x(before) < SPACING
    if (tick === last || (!touches && (before === undefined || x(last) - x(tick) >= SPACING))) kept.push(tick)
  }
  return kept
}

function beyondBox({ beyond }: Chart, x: (value: number) => number, bottom: number, right: number): string[] {
  if (!beyond) return []
  const from = x(beyond.x)
  return [
    `<rect class="beyond" x="${at(from)}" y="${MARGIN.top}" width="${at(right - from)}" height="${bottom - MARGIN.top}"/>`,
    `<text class="note" x="${at(right - 4)}" y="${bottom - 8}" text-anchor="end">${escapeHtml(beyond.note)}</text>`,
  ]
}

/** The curves' names beside their ends, moved apart where they would touch. */
function names(curves: readonly Curve[], y: (value: number) => number, right: number): string[] {
  const ends = curves
    .map(({ name, points, ideal }, n) => ({ name, n, ideal, at: y(points[points.length - 1].y) }))
    .sort((a, b) => a.at - b.at)
  let above = Number.NEGATIVE_INFINITY
  return ends.map(({ name, n, ideal, at: wanted }) => {
    above = Math.max(wanted, above + LEADING)
    const icon = ideal
      ? `<path d="M${right + 4} ${at(above)}h12" stroke-dasharray="3 4" fill="none"/>`
      : `<path class="mark" transform="translate(${right + 12} ${at(above)})" d="${symbol(MARKS[n % MARKS.length], 52)()}"/>`
    return `<g class="curve ${ideal ? 'ideal' : `curve-${n}`}">${icon}<text x="${right + 22}" y="${at(above + 4)}">${escapeHtml(name)}</text></g>`
  })
}

function at(value: number): string {
  return value.toFixed(1)
}
