import { formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, nameAxes, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { lit } from '../frame/lit.js'
import { activationsAt, error, network, points, target, valueAt, view } from './model.js'
import { approximationTexts } from './texts.js'

const PLACES = 241

/** The points, the function sought and the network's curve; what is lit in the text is lit here. */
export function Plot() {
  const texts = inLanguage(approximationTexts)
  const colours = palette.value
  const { x, y } = view.value
  const narrow = useMatches('(max-width: 40rem)')
  const marks = ticksOf(y, 5)
  const symbol = lit.value
  const known = points.value
  const xs = Array.from({ length: PLACES }, (_, k) => x.low + ((x.high - x.low) * k) / (PLACES - 1))
  // What is drawn follows the network.
  network.value
  return (
    <Canvas
      ratio={narrow ? 0.72 : 0.45}
      label={texts.plot(formatNumber(error.value))}
      data-testid="error"
      data-error={error.value}
      draw={(context, width, height) => {
        const frame = frameOf({ x, y }, roomFor(marks), width, height)
        drawAxes(context, frame, ticksOf(x, narrow ? 4 : 8), marks, colours)
        nameAxes(context, frame, { x: 'x', y: 'l' }, colours)
        const line = (values: readonly number[]) => {
          context.beginPath()
          for (const [k, value] of values.entries()) context.lineTo(frame.x(xs[k]), frame.y(value))
          context.stroke()
        }
        context.save()
        context.beginPath()
        context.rect(frame.left - 4, 0, frame.right - frame.left + 8, frame.bottom + 5)
        context.clip()
        context.lineJoin = 'round'
        if (symbol === 'y' || symbol === 'V' || symbol === 'p' || symbol === 'sigma') {
          context.strokeStyle = css(colours.accent, 0.55)
          context.lineWidth = 1.25
          const hidden = xs.map(activationsAt)
          for (const k of network.value[0].biases.keys())
            line(hidden.map((y1) => y.low + y1[k] * (y.high - y.low)))
        }
        context.strokeStyle = css(colours.soft)
        context.lineWidth = 1.25
        context.setLineDash([2, 5])
        line(xs.map((at) => target.value.value([at])))
        context.setLineDash([])
        context.strokeStyle = css(colours.accent)
        context.lineWidth = symbol === 'z' ? 4.5 : 2.5
        line(xs.map(valueAt))
        if (symbol === 'eps') {
          context.lineWidth = 2
          for (const point of known) {
            context.beginPath()
            context.moveTo(frame.x(point.x), frame.y(point.l))
            context.lineTo(frame.x(point.x), frame.y(valueAt(point.x)))
            context.stroke()
          }
        }
        for (const point of known) {
          const [left, top] = [frame.x(point.x), frame.y(point.l)]
          context.fillStyle = css(symbol === 'l' ? colours.accent : colours.ink, symbol === 'l' ? 1 : 0.8)
          context.beginPath()
          context.arc(left, top, symbol === 'l' ? 5 : 3.2, 0, 2 * Math.PI)
          context.fill()
          if (symbol !== 'x') continue
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2
          context.beginPath()
          context.moveTo(left, frame.bottom - 7)
          context.lineTo(left, frame.bottom + 4)
          context.stroke()
        }
        context.restore()
      }}
    />
  )
}

/** Parameters of the network that is drawn. */
export function parameters(): number {
  return network.value.reduce((sum, { weights, biases }) => sum + weights.values.length + biases.length, 0)
}
