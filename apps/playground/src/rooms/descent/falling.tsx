import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import type { Place } from './descent.js'
import { descentTexts } from './texts.js'

/** How high the ball lay at each step, above the lowest place of the path. */
export function Falling({ places }: { places: readonly Place[] }) {
  const texts = inLanguage(descentTexts)
  const { line, accent } = palette.value
  return (
    <figure>
      <h2>{texts.falling}</h2>
      <Canvas
        ratio={0.4}
        label={texts.fallingLabel(places.length - 1)}
        draw={(context, width, height) => {
          const heights = places.map(({ value }) => Math.min(1e6, value))
          const low = Math.min(0, ...heights)
          const high = Math.max(heights[0] ?? 1, ...heights.slice(-200), low + 1e-9)
          const x = (k: number) => (k / Math.max(20, heights.length - 1)) * (width - 4) + 2
          const y = (value: number) => height - 4 - ((value - low) / (high - low)) * (height - 10)
          context.strokeStyle = css(line)
          context.beginPath()
          context.moveTo(0, y(low) + 0.5)
          context.lineTo(width, y(low) + 0.5)
          context.stroke()
          context.strokeStyle = css(accent)
          context.lineWidth = 1.75
          context.lineJoin = 'round'
          context.beginPath()
          for (const [k, value] of heights.entries()) context.lineTo(x(k), y(value))
          context.stroke()
        }}
      />
    </figure>
  )
}
