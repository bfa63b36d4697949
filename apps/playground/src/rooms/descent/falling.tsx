import { formatCount } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { ticks } from '../../figures/ticks.js'
import { inLanguage } from '../../state/language.js'
import { descentTexts } from './texts.js'

/** How high the ball lay at each step. */
export function Falling({ heights }: { heights: readonly number[] }) {
  const texts = inLanguage(descentTexts)
  const colours = palette.value
  const shown = heights.filter(Number.isFinite)
  const low = Math.min(...shown)
  const x = { low: 0, high: Math.max(20, shown.length - 1) }
  const high = Math.max(...shown)
  // Before the first step, or where hardly anything moves, there is no range of heights that an axis could tell apart.
  const room = high - low > 1e-3 * Math.abs(low) ? 0 : Math.max(1, Math.abs(low)) / 2
  const y = { low: low - room, high: high + room }
  const marks = ticksOf(y, 3)
  return (
    <figure>
      <h2>{texts.falling}</h2>
      <Canvas
        ratio={0.55}
        label={texts.fallingLabel(heights.length - 1)}
        draw={(context, width, height) => {
          const frame = frameOf({ x, y }, roomFor(marks), width, height)
          const steps = ticks(x, 4).map((at) => ({ at, text: formatCount(at) }))
          drawAxes(context, frame, steps, marks, colours)
          context.strokeStyle = css(colours.accent)
          context.fillStyle = css(colours.accent)
          context.lineWidth = 1.75
          context.lineJoin = 'round'
          context.beginPath()
          for (const [k, value] of shown.entries()) context.lineTo(frame.x(k), frame.y(value))
          context.stroke()
          const last = shown.length - 1
          context.beginPath()
          context.arc(frame.x(last), frame.y(shown[last]), 3, 0, 2 * Math.PI)
          context.fill()
        }}
      />
    </figure>
  )
}
