import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { descentTexts } from './texts.js'

/** How high the ball lay at each step, above the lowest of them. */
export function Falling({ heights }: { heights: readonly number[] }) {
  const texts = inLanguage(descentTexts)
  const { line, accent } = palette.value
  return (
    <figure>
      <h2>{texts.falling}</h2>
      <Canvas
        ratio={0.4}
        label={texts.fallingLabel(heights.length - 1)}
        draw={(context, width, height) => {
          const shown = heights.filter(Number.isFinite)
          const low = Math.min(...shown)
          const high = Math.max(...shown, low + 1e-9)
          const x = (k: number) => (k / Math.max(20, shown.length - 1)) * (width - 8) + 4
          const y = (value: number) => height - 6 - ((value - low) / (high - low)) * (height - 12)
          context.strokeStyle = css(line)
          context.beginPath()
          context.moveTo(0, height - 0.5)
          context.lineTo(width, height - 0.5)
          context.stroke()
          context.strokeStyle = css(accent)
          context.fillStyle = css(accent)
          context.lineWidth = 1.75
          context.lineJoin = 'round'
          context.beginPath()
          for (const [k, value] of shown.entries()) context.lineTo(x(k), y(value))
          context.stroke()
          const last = shown.length - 1
          context.beginPath()
          context.arc(x(last), y(shown[last]), 3, 0, 2 * Math.PI)
          context.fill()
        }}
      />
    </figure>
  )
}
