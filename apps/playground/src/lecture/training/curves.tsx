import { formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { clipTo, drawAxes, frameOf, nameAxes, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import type { Moment } from '../digits/session.js'
import { lit } from '../frame/lit.js'
import { earlier, session } from './session.js'
import { trainingTexts } from './texts.js'

/** The losses after each epoch: of this run, and of those before it in grey. */
export function Curves() {
  const texts = inLanguage(trainingTexts)
  const colours = palette.value
  const narrow = useMatches('(max-width: 40rem)')
  const curve = session.curve.value
  const before = earlier.value
  const all = [...curve, ...before.flatMap((run) => run.curve)]
  const x = { low: 0, high: Math.max(5, ...all.map(({ epochs }) => epochs)) }
  // Once there is a curve, it is what fills the picture: the loss of chance, before the first epoch, lies far above it.
  const later = all.filter(({ epochs }) => epochs > 0)
  const losses = (curve.length > 2 ? later : all)
    .flatMap(({ trainLoss, testLoss }) => [trainLoss, testLoss])
    .filter(Number.isFinite)
  const y = { low: 0, high: 1.05 * Math.min(1.5, Math.max(0.1, ...losses)) }
  const marks = ticksOf(y, 5)
  const symbol = lit.value
  return (
    <Canvas
      data-draws="eps"
      ratio={narrow ? 0.7 : 0.42}
      label={texts.curves(Math.max(0, curve.length - 1), formatNumber(curve.at(-1)?.testLoss ?? Number.NaN))}
      draw={(context, width, height) => {
        const frame = frameOf({ x, y }, roomFor(marks), width, height, true)
        const whole = ticksOf(x, narrow ? 5 : 10).filter(({ at }) => Number.isInteger(at))
        drawAxes(context, frame, whole, marks, colours)
        context.save()
        clipTo(context, frame, { beside: 5, below: 2 })
        context.lineJoin = 'round'
        const line = (moments: readonly Moment[], of: (moment: Moment) => number) => {
          context.beginPath()
          for (const moment of moments) {
            const value = of(moment)
            if (Number.isFinite(value)) context.lineTo(frame.x(moment.epochs), frame.y(value))
          }
          context.stroke()
        }
        context.strokeStyle = css(colours.soft, 0.7)
        context.fillStyle = css(colours.soft)
        context.lineWidth = 1.25
        for (const [n, run] of before.entries()) {
          line(run.curve, ({ testLoss }) => testLoss)
          const last = run.curve.at(-1)
          if (last) context.fillText(String(n + 1), frame.x(last.epochs) - 10, frame.y(last.testLoss) - 6)
        }
        context.setLineDash([5, 4])
        context.strokeStyle = css(colours.ink)
        context.lineWidth = symbol === 'eps' ? 3 : 1.5
        line(curve, ({ trainLoss }) => trainLoss)
        context.setLineDash([])
        context.strokeStyle = css(colours.accent)
        context.lineWidth = symbol === 'eps' ? 4.5 : 2.5
        line(curve, ({ testLoss }) => testLoss)
        context.fillStyle = css(colours.accent)
        for (const { epochs, testLoss } of curve) {
          context.beginPath()
          context.arc(frame.x(epochs), frame.y(testLoss), symbol === 'eps' ? 5 : 3, 0, 2 * Math.PI)
          context.fill()
        }
        context.restore()
        nameAxes(context, frame, { x: texts.epochs, y: 'ε' }, colours)
      }}
    />
  )
}
