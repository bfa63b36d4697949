import { approximation } from '@antigrad/core/lecture'
import { Canvas } from '../../figures/canvas.js'
import { clipTo, drawAxes, type Frame, frameOf, nameAxes, roomFor, ticksOf } from '../../figures/frame.js'
import { css, type Palette, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { lit } from '../frame/lit.js'
import { places, results, split, tableName, units } from './session.js'
import { propertiesTexts } from './texts.js'

const SCALED = { x: { low: -1, high: 1 }, y: { low: 0.25, high: 0.75 } }

/** What σ can answer: the scaled values are well inside of it. */
const SIGMA = { low: 0, high: 1 }

/** The rows of the table and the curves of the three methods, in either units. */
export function Plot() {
  const texts = inLanguage(propertiesTexts)
  const colours = palette.value
  const narrow = useMatches('(max-width: 40rem)')
  const { train, unseen } = split.value
  const symbol = lit.value
  const measured = {
    x: approximation.rangeOf(train.inputs),
    y: approximation.rangeOf(train.outputs),
  }
  const primed = symbol === 'xs' || symbol === 'ls' || symbol === 'zs' || symbol === 'sigma'
  const own = primed || units.value === 'scaled' ? SCALED : measured
  const tall = symbol === 'sigma' ? SIGMA : own.y
  const room = 0.12 * (tall.high - tall.low)
  const view = { x: own.x, y: { low: tall.low - room, high: tall.high + room } }
  const toX = (x: number) => approximation.rescale(x, measured.x, own.x)
  const toY = (y: number) => approximation.rescale(y, measured.y, own.y)
  const marks = ticksOf(view.y, 5)
  const [across, up] = [
    [view.x.low, view.x.high],
    [view.y.low, view.y.high],
  ]
  /** The lines on which the least and largest numbers of the table lie. */
  const extremes: Readonly<Record<string, number[][]>> = {
    xmin: up.map((y) => [own.x.low, y]),
    xmax: up.map((y) => [own.x.high, y]),
    lmin: across.map((x) => [x, own.y.low]),
    lmax: across.map((x) => [x, own.y.high]),
  }
  const { network, polynomial, lines } = results.value
  const { title, unit, over } = texts.tables[tableName.value]
  const names = own === SCALED ? { x: 'x′', y: 'l′' } : { x: over, y: unit }
  return (
    <Canvas
      ratio={narrow ? 0.75 : 0.48}
      label={texts.plot(title)}
      data-draws={`x l xs ls xmin xmax lmin lmax sigma${network ? ' z zs' : ''}`}
      draw={(context, width, height) => {
        const frame = frameOf(view, roomFor(marks), width, height, true)
        drawAxes(context, frame, ticksOf(view.x, narrow ? 4 : 8), marks, colours)
        nameAxes(context, frame, names, colours)
        context.save()
        clipTo(context, frame, { beside: 5, below: 5 })
        context.lineJoin = 'round'
        const line = (curve: Float64Array | undefined) => {
          if (!curve) return
          context.beginPath()
          for (const [k, value] of curve.entries())
            context.lineTo(frame.x(toX(places.value[k])), frame.y(toY(value)))
          context.stroke()
        }
        context.strokeStyle = css(colours.soft)
        context.lineWidth = 1.25
        line(lines?.curve)
        context.setLineDash([7, 4])
        context.lineWidth = 1.75
        context.strokeStyle = css(colours.ink)
        line(polynomial?.curve)
        context.setLineDash([])
        context.strokeStyle = css(colours.accent)
        context.lineWidth = symbol === 'z' || symbol === 'zs' ? 4.5 : 2.5
        line(network?.curve)
        const bright = symbol === 'l' || symbol === 'x' || symbol === 'ls' || symbol === 'xs'
        const dots = (samples: approximation.Samples, filled: boolean) => {
          for (const [n, x] of samples.inputs.entries()) {
            context.beginPath()
            context.arc(frame.x(toX(x)), frame.y(toY(samples.outputs[n])), bright ? 4.5 : 3.2, 0, 2 * Math.PI)
            context.fillStyle = css(filled ? (bright ? colours.accent : colours.ink) : colours.paper)
            context.fill()
            context.strokeStyle = css(bright ? colours.accent : colours.ink)
            context.lineWidth = 1.2
            context.stroke()
          }
        }
        dots(train, true)
        dots(unseen, false)
        const extreme = extremes[symbol ?? '']
        if (extreme) {
          context.setLineDash([3, 4])
          context.beginPath()
          for (const [x, y] of extreme) context.lineTo(frame.x(x), frame.y(y))
          context.stroke()
        }
        if (symbol === 'sigma') drawSigma(context, frame, colours)
        context.restore()
      }}
    />
  )
}

/** The range of σ, which no answer of the network can leave, with the lines that it never reaches. */
function drawSigma(context: CanvasRenderingContext2D, frame: Frame, { accent }: Palette): void {
  context.fillStyle = css(accent, 0.1)
  context.fillRect(frame.left, frame.y(1), frame.right - frame.left, frame.y(0) - frame.y(1))
  context.fillStyle = css(accent)
  context.strokeStyle = css(accent)
  context.setLineDash([3, 4])
  context.textAlign = 'right'
  for (const [limit, below] of [
    [0, -6],
    [1, 16],
  ]) {
    context.beginPath()
    context.moveTo(frame.left, frame.y(limit))
    context.lineTo(frame.right, frame.y(limit))
    context.stroke()
    context.fillText(limit === 1 ? 'σ < 1' : 'σ > 0', frame.right - 6, frame.y(limit) + below)
  }
}
