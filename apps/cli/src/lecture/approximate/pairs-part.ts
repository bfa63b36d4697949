import { approximation } from '@antigrad/core/lecture'
import { html } from '../../report/html.js'
import { coordinate } from '../../report/plot.js'
import { withMargin } from '../frame.js'
import { areaOf, panel, panelHeight } from '../panel.js'
import { linear, ticksOf } from '../scales.js'
import type { Part } from '../svg.js'
import { axisName } from './axis-name.js'
import type { Comparison } from './methods.js'
import type { Problem } from './problem.js'

const HEIGHT = 260
const MOST_POINTS = 1500

/** What the network makes of each unseen sample against what is right: on the diagonal, were it perfect. */
export function pairsPart({ samples: { unseen }, value }: Problem, { methods, range }: Comparison): Part {
  const stride = Math.ceil(unseen.count / MOST_POINTS)
  return {
    height: panelHeight(HEIGHT),
    draw: (top) => {
      const area = areaOf(top, HEIGHT)
      const x = linear(withMargin(range), area.left, area.right)
      const y = linear(withMargin(range), area.bottom, area.top)
      const { low, high } = range
      const dots = Array.from({ length: Math.floor((unseen.count - 1) / stride) + 1 }, (_, k) => {
        const found = methods[0].value(approximation.inputOf(unseen, k * stride))
        const shown = Math.min(area.bottom, Math.max(area.top, y(found)))
        return html`<circle class="pair" cx="${coordinate(x(unseen.outputs[k * stride]))}" cy="${coordinate(shown)}" r="2.6"/>`
      })
      return panel(
        area,
        { name: `${axisName(value)}: right`, ticks: ticksOf(x, 7) },
        { name: `${axisName(value)}: of the network, at unseen samples`, ticks: ticksOf(y, 6) },
        [
          html`<path class="curve interpolation" d="M${coordinate(x(low))} ${coordinate(y(low))}L${coordinate(x(high))} ${coordinate(y(high))}"/>`,
          dots,
        ],
      )
    },
  }
}
