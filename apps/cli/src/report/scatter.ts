import { scaleLinear } from 'd3-scale'
import type { NumberColumn } from './facts.js'
import { type Html, html } from './html.js'
import { type Area, place, plot } from './plot.js'

const AREA: Area = { width: 420, height: 372, left: 62, right: 14, top: 14, bottom: 28 }

/** What was predicted against what is true, a point for each example; right ones lie on the diagonal. */
export function scatterFigure({ name, rmse, largest, points }: NumberColumn): Html {
  const { width, height, left, right, top, bottom } = AREA
  const values = points.flatMap(({ truth, predicted }) => [truth, predicted])
  const range: [number, number] = [Math.min(...values), Math.max(...values)]
  const domain = range[0] < range[1] ? range : [range[0] - 1, range[0] + 1]
  const x = scaleLinear(domain, [left, width - right]).nice(5)
  const y = x.copy().range([height - bottom, top])
  const format = x.tickFormat(5, '~g')
  const ticks = x.ticks(5)
  const at = { x: place(x.range()[0]), y: place(y.range()[0]), toX: x.range()[1], toY: y.range()[1] }
  const drawn = [
    html`<line class="diagonal" x1="${at.x}" y1="${at.y}" x2="${at.toX}" y2="${at.toY}"/>`,
    ...points.map(
      ({ truth, predicted }) =>
        html`<circle class="point" cx="${place(x(truth))}" cy="${place(y(predicted))}" r="2.6"/>`,
    ),
  ]
  return html`<figure><figcaption>${name} <span class="soft">RMSE ${rmse.toPrecision(4)}, largest error ${largest.toPrecision(4)}</span></figcaption>
${plot(
  AREA,
  {
    x: ticks.map((value) => ({ at: x(value), label: format(value) })),
    y: ticks.map((value) => ({ at: y(value), label: format(value) })),
  },
  `predicted ${name} against the true one`,
  drawn,
)}</figure>`
}
