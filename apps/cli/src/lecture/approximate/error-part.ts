import { approximation } from '@antigrad/core/lecture'
import { html } from '../../report/html.js'
import { apart, coordinate, type Tick } from '../../report/plot.js'
import { areaOf, curvePath, panel, panelHeight } from '../panel.js'
import { linear, logarithmic, powersOf, ticksOf } from '../scales.js'
import type { Part } from '../svg.js'
import { axisName } from './axis-name.js'
import type { Comparison, Method } from './methods.js'
import type { Problem } from './problem.js'

const HEIGHT = 170

/** Parts of the range in each of which the largest error counts. */
const MOST_PARTS = 60

/** Errors below this share of the range are as good as none: in percent. */
const LEAST = 1e-6

/** The largest errors along the range, in percent of the range of values, of all methods: on a logarithmic scale. */
export function errorPart(
  { samples: { unseen }, arguments: [argument] }: Problem,
  { methods, range }: Comparison,
): Part {
  const along = approximation.rangeOf(unseen.inputs)
  const size = range.high > range.low ? range.high - range.low : 1
  const curves = methods.map((method) => ({ method, errors: largestErrors(method, unseen, along, size) }))
  const all = curves.flatMap(({ errors }) => errors.map(([, error]) => error))
  return {
    height: panelHeight(HEIGHT),
    draw: (top) => {
      const area = areaOf(top, HEIGHT, 104)
      const x = linear(along, area.left + 6, area.right - 6)
      const y = logarithmic({ low: Math.min(...all, 1), high: Math.max(...all, 1) }, area.bottom, area.top)
      const names = apart(
        curves.map(({ errors }) => y(errors[errors.length - 1][1])),
        15,
        area.bottom,
      )
      return panel(
        area,
        { name: axisName(argument), ticks: ticksOf(x, 5) },
        { name: 'largest error at unseen samples, of the range', ticks: bounded(powersOf(y, 5, ' %'), all) },
        curves.toReversed().map(({ method, errors }) => {
          const path = curvePath(errors.map(([at, error]) => [x(at), y(error)] as const))
          const name = names[methods.indexOf(method)]
          return html`<path class="curve ${method.kind}" d="${path}"/><text class="${method.kind}" x="${area.right + 6}" y="${coordinate(name)}" dy="0.32em">${labelOf(method)}</text>`
        }),
      )
    },
  }
}

/** Where errors lie at the end of the scale because they are smaller, it says so. */
function bounded(ticks: readonly Tick[], errors: readonly number[]): Tick[] {
  const lowest = Math.max(...ticks.map(({ at }) => at))
  const smaller = errors.some((error) => error <= LEAST)
  return ticks.map(({ at, label }) => ({ at, label: smaller && at === lowest ? `≤ ${label}` : label }))
}

function labelOf({ kind, name, degree }: Method): string {
  return kind === 'polynomial' ? `polynomial ${degree}` : name
}

/** For each part of the range that has an unseen sample, its middle and the largest error there. */
function largestErrors(
  { value }: Method,
  { count, inputs, outputs }: approximation.Samples,
  { low, high }: approximation.Range,
  size: number,
): [number, number][] {
  const parts = new Map<number, { at: number; error: number; of: number }>()
  const most = Math.min(MOST_PARTS, count)
  for (let n = 0; n < count; n++) {
    const part =
      count <= MOST_PARTS ? n : Math.min(most - 1, Math.floor((most * (inputs[n] - low)) / (high - low)))
    const error = Math.max(LEAST, (100 * Math.abs(value([inputs[n]]) - outputs[n])) / size)
    const { at, error: before, of } = parts.get(part) ?? { at: 0, error: 0, of: 0 }
    parts.set(part, { at: at + inputs[n], error: Math.max(before, error), of: of + 1 })
  }
  return [...parts.values()]
    .map(({ at, error, of }): [number, number] => [at / of, error])
    .sort(([a], [b]) => a - b)
}
