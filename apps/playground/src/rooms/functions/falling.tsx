import { formatCount, formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { drawCurve } from '../../figures/curve.js'
import { drawAxes, frameOf, roomFor, type Tick } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { ticks } from '../../figures/ticks.js'
import { inLanguage } from '../../state/language.js'
import type { Moment } from './session.js'
import { functionsTexts } from './texts.js'

/** Errors below this are drawn as this. */
const LEAST = 1e-4

/** The error over the steps, by its logarithm. */
export function Falling({ history }: { history: readonly Moment[] }) {
  const texts = inLanguage(functionsTexts)
  const colours = palette.value
  const last = history.at(-1)
  const powerOf = (error: number) => Math.log10(Math.max(LEAST, error))
  const powers = history.flatMap(({ error, unseen = error }) => [powerOf(error), powerOf(unseen)])
  const y = { low: Math.min(-2, Math.floor(Math.min(0, ...powers))), high: Math.ceil(Math.max(0, ...powers)) }
  const x = { low: 0, high: Math.max(500, last?.steps ?? 0) }
  const powersOfTen: Tick[] = Array.from({ length: y.high - y.low + 1 }, (_, k) => ({
    at: y.low + k,
    text: formatNumber(10 ** (y.low + k)),
  }))
  return (
    <figure>
      <h2>{texts.falling}</h2>
      <Canvas
        ratio={0.55}
        label={texts.fallingLabel(formatNumber(last?.error ?? Number.NaN))}
        draw={(context, width, height) => {
          const frame = frameOf({ x, y }, roomFor(powersOfTen), width, height)
          const steps = ticks(x, 3).map((at) => ({ at, text: formatCount(at) }))
          drawAxes(context, frame, steps, powersOfTen, colours)
          context.lineJoin = 'round'
          const line = (of: (moment: Moment) => number | undefined) =>
            drawCurve(
              context,
              history.flatMap((moment) => {
                const error = of(moment)
                return error === undefined ? [] : [[frame.x(moment.steps), frame.y(powerOf(error))] as const]
              }),
            )
          context.strokeStyle = css(colours.soft)
          context.lineWidth = 1.25
          line(({ error }) => error)
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 1.75
          line(({ unseen }) => unseen)
        }}
      />
      <figcaption>
        <span class="keys">
          <span class="key soft">{texts.curves.samples}</span>
          <span class="key">{texts.curves.unseen}</span>
        </span>
        {texts.fallingNote}
      </figcaption>
    </figure>
  )
}
