import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { r2Text } from '../show/result.js'
import type { NumberColumn } from './facts.js'
import { type Html, html } from './html.js'
import { measured } from './number.js'
import { type Area, coordinate, plot } from './plot.js'

const AREA: Area = { width: 350, height: 318, left: 52, right: 18, top: 12, bottom: 28 }

/** Columns that are drawn. */
export const MOST_SCATTERS = 12

/** What was predicted against what is true, a point for each example; right ones lie on the diagonal. */
export function scatterFigure({ name, rmse, mae, largest, r2, points }: NumberColumn): Html {
  const { width, height, left, right, top, bottom } = AREA
  const values = points.flatMap(({ truth, predicted }) => [truth, predicted])
  const range: [number, number] = [Math.min(...values), Math.max(...values)]
  const domain = range[0] < range[1] ? range : [range[0] - 1, range[0] + 1]
  const x = scaleLinear(domain, [left, width - right]).nice(5)
  const y = x.copy().range([height - bottom, top])
  const labels = tickLabels(x)
  const ticks = x.ticks(5).map((value, index) => ({ value, label: labels[index] }))
  const at = {
    x: coordinate(x.range()[0]),
    y: coordinate(y.range()[0]),
    toX: x.range()[1],
    toY: y.range()[1],
  }
  const drawn = [
    html`<line class="diagonal" x1="${at.x}" y1="${at.y}" x2="${at.toX}" y2="${at.toY}"/>`,
    ...points.map(
      ({ truth, predicted }) =>
        html`<circle class="point" cx="${coordinate(x(truth))}" cy="${coordinate(y(predicted))}" r="2.6"/>`,
    ),
  ]
  return html`<figure><figcaption>${name} <span class="soft">RMSE ${measured(rmse)}, MAE ${measured(mae)}, largest error ${measured(largest)}, ${r2Text(r2)}</span></figcaption>
${plot(
  AREA,
  {
    x: ticks.map(({ value, label }) => ({ at: x(value), label })),
    y: ticks.map(({ value, label }) => ({ at: y(value), label })),
  },
  `predicted ${name} against the true one`,
  drawn,
)}</figure>`
}

/** The ticks of a scale as text: `700k` from 10,000, `0.2` below. */
function tickLabels(scale: ScaleLinear<number, number>): string[] {
  const most = Math.max(...scale.domain().map(Math.abs))
  const short = scale.tickFormat(5, '~s')
  const long = scale.tickFormat(5, '~g')
  return scale.ticks(5).map((value) => {
    if (value === 0) return '0'
    if (most >= 10_000) return short(value)
    return most >= 1 ? String(Number(value.toPrecision(6))) : long(value)
  })
}
