import { line } from 'd3-shape'
import { type Child, type Html, html } from '../report/html.js'
import { coordinate, type Tick } from '../report/plot.js'
import { WIDTH } from './svg.js'

/** Where a panel has its axes, within the whole picture. */
export interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Space for axes and labels around a panel. */
const AROUND = { left: 74, top: 32, bottom: 46 }

/** The height of a panel whose axes enclose `height`. */
export function panelHeight(height: number): number {
  return AROUND.top + height + AROUND.bottom
}

/** The axes of a panel that begins at `top`. @param right space for names of curves */
export function areaOf(top: number, height: number, right = 24): Area {
  return {
    left: AROUND.left,
    right: WIDTH - right,
    top: top + AROUND.top,
    bottom: top + AROUND.top + height,
  }
}

/** Axes of a panel: rules at the ticks of y, ticks of x below, their names, and what is drawn over them. */
export function panel(
  { left, right, top, bottom }: Area,
  x: { readonly name: string; readonly ticks: readonly Tick[] },
  y: { readonly name: string; readonly ticks: readonly Tick[] },
  drawn: readonly Child[],
): Html {
  return html`<g>
<text x="${left - 58}" y="${top - 14}">${y.name}</text>
${y.ticks.map(({ at, label }) => html`<line class="rule" x1="${left}" x2="${right}" y1="${coordinate(at)}" y2="${coordinate(at)}"/><text x="${left - 8}" y="${coordinate(at)}" dy="0.32em" text-anchor="end">${label}</text>`)}
${x.ticks.map(({ at, label }) => html`<line class="rule" x1="${coordinate(at)}" x2="${coordinate(at)}" y1="${bottom}" y2="${bottom + 4}"/><text x="${coordinate(at)}" y="${bottom + 18}" text-anchor="middle">${label}</text>`)}
<text x="${right}" y="${bottom + 36}" text-anchor="end">${x.name}</text>
${drawn}
</g>`
}

/** The points of a curve as the `d` of a path, to a tenth of a unit. */
export function curvePath(points: readonly (readonly [number, number])[]): string {
  const draw = line<readonly [number, number]>(
    ([x]) => Math.round(10 * x) / 10,
    ([, y]) => Math.round(10 * y) / 10,
  )
  return draw(points) ?? ''
}

/** What a legend names. */
export interface Key {
  readonly kind: 'line' | 'dot'
  readonly className: string
  readonly name: string
}

/** Marks with their names in a row that ends at `right`. */
export function legend(right: number, y: number, keys: readonly Key[]): Html {
  let at = right
  const drawn = keys.toReversed().map(({ kind, className, name }) => {
    at -= 7 * name.length
    const text = html`<text x="${coordinate(at)}" y="${y}">${name}</text>`
    at -= kind === 'line' ? 26 : 14
    const mark =
      kind === 'line'
        ? html`<path class="curve ${className}" d="M${coordinate(at)} ${y - 4}h18"/>`
        : html`<circle class="${className}" cx="${coordinate(at + 5)}" cy="${y - 4}" r="3"/>`
    at -= 14
    return html`${mark}${text}`
  })
  return html`${drawn}`
}
