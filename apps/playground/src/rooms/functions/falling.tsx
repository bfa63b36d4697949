import { formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import type { Moment } from './session.js'
import { functionsTexts } from './texts.js'

/** The error over the steps, by its logarithm. */
export function Falling({ history }: { history: readonly Moment[] }) {
  const texts = inLanguage(functionsTexts)
  const { soft, line, accent } = palette.value
  const last = history.at(-1)
  return (
    <figure>
      <h2>{texts.falling}</h2>
      <Canvas
        ratio={0.5}
        label={texts.fallingLabel(formatNumber(last?.error ?? Number.NaN))}
        draw={(context, width, height) => {
          const errors = history.map(({ error }) => Math.max(1e-4, error))
          const high = Math.ceil(Math.log10(Math.max(1, ...errors)))
          const low = Math.min(-2, Math.floor(Math.log10(Math.min(1, ...errors))))
          const y = (error: number) => 8 + ((high - Math.log10(error)) / (high - low)) * (height - 16)
          const end = Math.max(1, last?.steps ?? 1)
          context.font = `13px ${getComputedStyle(context.canvas).fontFamily}`
          context.textBaseline = 'middle'
          context.textAlign = 'right'
          for (let power = low; power <= high; power++) {
            const at = Math.round(y(10 ** power)) + 0.5
            context.strokeStyle = css(line)
            context.beginPath()
            context.moveTo(44, at)
            context.lineTo(width, at)
            context.stroke()
            context.fillStyle = css(soft)
            context.fillText(formatNumber(10 ** power), 36, at)
          }
          context.strokeStyle = css(accent)
          context.lineWidth = 1.5
          context.lineJoin = 'round'
          context.beginPath()
          for (const [k, { steps }] of history.entries()) {
            context.lineTo(44 + (steps / end) * (width - 48), y(errors[k]))
          }
          context.stroke()
        }}
      />
    </figure>
  )
}
