import { formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { clipTo, drawAxes, frameOf, nameAxes, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { lit } from '../frame/lit.js'
import { activationsAt, error, network, points, target, valueAt, valueOfOutput, view } from './model.js'
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
      data-draws="x l V v sigma y U u z eps"
      data-testid="error"
      data-error={error.value}
      draw={(context, width, height) => {
        const frame = frameOf({ x, y }, roomFor(marks), width, height, true)
        drawAxes(context, frame, ticksOf(x, narrow ? 4 : 8), marks, colours)
        nameAxes(context, frame, { x: 'x', y: 'l' }, colours)
        const line = (values: readonly number[]) => {
          context.beginPath()
          for (const [k, value] of values.entries()) context.lineTo(frame.x(xs[k]), frame.y(value))
          context.stroke()
        }
        context.save()
        clipTo(context, frame, { beside: 4, below: 5 })
        context.lineJoin = 'round'
        context.strokeStyle = css(colours.accent, 0.55)
        context.lineWidth = 1.25
        for (const values of litParts(symbol, xs)) line(values)
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

/** What is lit within the network, over the arguments: each stair by itself, or what each adds to the sum. */
function litParts(symbol: string | undefined, xs: readonly number[]): number[][] {
  const [{ biases: v }, { weights, biases: u }] = network.value
  const { low, high } = view.value.y
  // All of the picture is σ's range; of the sum q around 0, where σ is 1/2 and has the slope 1/4.
  const heightOfSum = (q: number) => valueOfOutput(0.5 + q / 4)
  switch (symbol) {
    case 'y':
    case 'V':
    case 'v':
    case 'sigma': {
      const hidden = xs.map(activationsAt)
      return Array.from(v, (_, k) => hidden.map((y) => low + y[k] * (high - low)))
    }
    case 'U': {
      const hidden = xs.map(activationsAt)
      return Array.from(v, (_, k) => hidden.map((y) => heightOfSum(weights.values[k] * y[k])))
    }
    case 'u':
      return [xs.map(() => heightOfSum(u[0]))]
    default:
      return []
  }
}

/** Parameters of the network that is drawn. */
export function parameters(): number {
  return network.value.reduce((sum, { weights, biases }) => sum + weights.values.length + biases.length, 0)
}
