import { approximation, descent } from '@antigrad/core/lecture'
import { html } from '../../report/html.js'
import { coordinate } from '../../report/plot.js'
import { areaOf, curvePath, type Key, legend, panel, panelHeight } from '../panel.js'
import { linear, ticksOf } from '../scales.js'
import type { Part } from '../svg.js'
import { axisName } from './axis-name.js'
import type { Comparison } from './methods.js'
import type { Problem } from './problem.js'

const HEIGHT = 340
const GRID = 70
const LEVELS = 10
const MOST_SAMPLES = 600

/** Contours of what the network made of the samples, over those of the function itself where it is known. */
export function surfacePart(
  { samples: { train }, truth, arguments: axes }: Problem,
  { methods, range }: Comparison,
): Part {
  const [across, up] = [0, 1].map((d) => approximation.rangeOf(train.inputs, d, 2))
  const levels = Array.from(
    { length: LEVELS },
    (_, k) => range.low + ((range.high - range.low) * (k + 0.5)) / LEVELS,
  )
  const keys: Key[] = [
    ...(train.count <= MOST_SAMPLES ? [{ kind: 'dot' as const, className: 'sample', name: 'learned' }] : []),
    ...(truth ? [{ kind: 'line' as const, className: 'truth', name: 'the function' }] : []),
    { kind: 'line', className: 'network', name: 'the network' },
  ]
  return {
    height: panelHeight(HEIGHT),
    draw: (top) => {
      const area = areaOf(top, HEIGHT)
      const x = linear(across, area.left + 6, area.right - 6)
      const y = linear(up, area.bottom - 4, area.top + 4)
      const contours = (f: approximation.Approximant, className: string) => {
        const grid = descent.gridOf(f, across, up, GRID, GRID)
        const d = levels
          .flatMap((level) => descent.contourLines(grid, level))
          .map((points) => curvePath(points.map(([a, b]) => [x(a), y(b)] as const)))
        return html`<path class="contour ${className}" d="${d.join('')}"/>`
      }
      return panel(
        area,
        { name: axisName(axes[0]), ticks: ticksOf(x, 7) },
        { name: axisName(axes[1]), ticks: ticksOf(y, 6) },
        [
          truth && contours(truth, 'truth'),
          contours(methods[0].value, 'network'),
          train.count <= MOST_SAMPLES &&
            Array.from(
              { length: train.count },
              (_, n) =>
                html`<circle class="sample" cx="${coordinate(x(train.inputs[2 * n]))}" cy="${coordinate(y(train.inputs[2 * n + 1]))}" r="1"/>`,
            ),
          legend(area.right, area.top - 14, keys),
        ],
      )
    },
  }
}
