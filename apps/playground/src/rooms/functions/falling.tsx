import { formatCount, formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
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
  const powers = history.map(({ error }) => Math.log10(Math.max(LEAST, error)))
  const y = { low: Math.min(-2, Math.floor(Math.min(0, ...powers))), high: Math.ceil(Math.max(0, ...powers)) }
  const x = { low: 0, high: Math.max(1000, last?.steps ?? 0) }
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
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 1.5
          context.lineJoin = 'round'
          context.beginPath()
          for (const [k, moment] of history.entries())
            context.lineTo(frame.x(moment.steps), frame.y(powers[k]))
          context.stroke()
        }}
      />
      <figcaption>{texts.fallingNote}</figcaption>
    </figure>
  )
}
