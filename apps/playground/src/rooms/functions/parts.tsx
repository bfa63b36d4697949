import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { view } from './settings.js'
import type { Shape } from './shape.js'
import { functionsTexts } from './texts.js'

/** What each hidden unit adds to the preactivation of the output, and the sum: under the plot, x below x. */
export function Parts({ shape }: { shape: Shape }) {
  const texts = inLanguage(functionsTexts)
  const colours = palette.value
  const { xs, parts, sum } = shape
  const { x, y } = view.value
  const most = 1.05 * Math.max(1, ...parts.map(largest), largest(sum))
  return (
    <figure>
      <h2>{texts.parts}</h2>
      <Canvas
        ratio={useMatches('(max-width: 40rem)') ? 0.5 : 0.32}
        label={texts.partsLabel(parts.length)}
        draw={(context, width, height) => {
          const heights = { low: -most, high: most }
          const frame = frameOf({ x, y: heights }, roomFor(ticksOf(y, 5)), width, height)
          drawAxes(context, frame, ticksOf(x, width < 500 ? 4 : 8), ticksOf(heights, 5), colours)
          const line = (values: Float64Array) => {
            context.beginPath()
            for (const [k, value] of values.entries()) context.lineTo(frame.x(xs[k]), frame.y(value))
            context.stroke()
          }
          context.strokeStyle = css(colours.ink, Math.min(0.7, 0.25 + 4 / parts.length))
          context.lineWidth = 1
          for (const part of parts) line(part)
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2
          line(sum)
        }}
      />
      <figcaption>{texts.partsNote}</figcaption>
    </figure>
  )
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
