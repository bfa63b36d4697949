import { approximation } from '@antigrad/core/lecture'
import { html } from '../../report/html.js'
import { coordinate } from '../../report/plot.js'
import { withMargin } from '../frame.js'
import { areaOf, curvePath, type Key, legend, panel, panelHeight } from '../panel.js'
import { linear, ticksOf } from '../scales.js'
import type { Part } from '../svg.js'
import { axisName } from './axis-name.js'
import type { Comparison } from './methods.js'
import type { Problem } from './problem.js'

const HEIGHT = 270
const POINTS = 400

/** A curve that leaves the range of the samples by more than this share of it is cut off. */
const OVERSHOOT = 0.3

/** More unseen samples than this are not drawn one by one. */
const MOST_UNSEEN = 120

/** The curve that the network made of the samples, with the function itself where it is known. */
export function curvePart(
  { samples, truth, arguments: [argument], value }: Problem,
  { methods, range }: Comparison,
): Part {
  const { train, unseen } = samples
  const along = approximation.rangeOf([...train.inputs, ...unseen.inputs])
  const curveOf = (f: approximation.Approximant) =>
    Array.from({ length: POINTS }, (_, k): [number, number] => {
      const at = along.low + ((along.high - along.low) * k) / (POINTS - 1)
      return [at, f([at])]
    })
  const network = curveOf(methods[0].value)
  const seen = overshooting(
    range,
    network.map(([, value]) => value),
  )
  const sparse = unseen.count <= MOST_UNSEEN
  const keys: Key[] = [
    { kind: 'dot', className: 'sample', name: 'learned' },
    ...(sparse ? [{ kind: 'dot' as const, className: 'unseen', name: 'unseen' }] : []),
    ...(truth ? [{ kind: 'line' as const, className: 'truth', name: 'the function' }] : []),
    { kind: 'line', className: 'network', name: 'the network' },
  ]
  return {
    height: panelHeight(HEIGHT),
    draw: (top) => {
      const area = areaOf(top, HEIGHT)
      const x = linear(along, area.left + 6, area.right - 6)
      const y = linear(withMargin(seen), area.bottom, area.top)
      const path = (curve: readonly (readonly [number, number])[]) =>
        curvePath(
          curve.map(([at, value]) => [x(at), y(Math.min(seen.high, Math.max(seen.low, value)))] as const),
        )
      const dots = ({ inputs, outputs }: approximation.Samples, className: string) =>
        Array.from(
          inputs,
          (at, n) =>
            html`<circle class="${className}" cx="${coordinate(x(at))}" cy="${coordinate(y(outputs[n]))}" r="${className === 'sample' ? 2.2 : 2.8}"/>`,
        )
      return panel(
        area,
        { name: axisName(argument), ticks: ticksOf(x, 7) },
        { name: axisName(value), ticks: ticksOf(y, 6) },
        [
          truth && html`<path class="curve truth" d="${path(curveOf(truth))}"/>`,
          html`<path class="curve network" d="${path(network)}"/>`,
          sparse && dots(unseen, 'unseen'),
          dots(train, 'sample'),
          legend(area.right, area.top - 14, keys),
        ],
      )
    },
  }
}

/** The range, and what a curve has beyond it, within reason. */
function overshooting({ low, high }: approximation.Range, values: readonly number[]): approximation.Range {
  const most = OVERSHOOT * (high - low)
  return {
    low: Math.max(low - most, Math.min(low, ...values)),
    high: Math.min(high + most, Math.max(high, ...values)),
  }
}
