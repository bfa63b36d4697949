import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { MARGIN } from './frame.js'
import type { Shape } from './shape.js'
import { functionsTexts } from './texts.js'

/** What each hidden unit adds to the preactivation of the output, and the sum. */
export function Parts({ shape }: { shape: Shape }) {
  const texts = inLanguage(functionsTexts)
  const { ink, line, accent } = palette.value
  const { xs, parts, sum } = shape
  const most = Math.max(1, ...parts.map(largest), largest(sum))
  return (
    <figure>
      <h2>{texts.parts}</h2>
      <Canvas
        ratio={0.3}
        label={texts.partsLabel(parts.length)}
        draw={(context, width, height) => {
          const wide = width - MARGIN.left - MARGIN.right
          const x = (k: number) => MARGIN.left + (k / (xs.length - 1)) * wide
          const y = (value: number) => height / 2 - (value / most) * (height / 2 - 4)
          context.strokeStyle = css(line)
          context.beginPath()
          context.moveTo(MARGIN.left, y(0))
          context.lineTo(width - MARGIN.right, y(0))
          context.stroke()
          context.strokeStyle = css(ink, Math.min(0.7, 0.25 + 4 / parts.length))
          context.lineWidth = 1
          for (const part of parts) {
            context.beginPath()
            for (let k = 0; k < part.length; k++) context.lineTo(x(k), y(part[k]))
            context.stroke()
          }
          context.strokeStyle = css(accent)
          context.lineWidth = 2
          context.beginPath()
          for (let k = 0; k < sum.length; k++) context.lineTo(x(k), y(sum[k]))
          context.stroke()
        }}
      />
      <figcaption>{texts.partsNote}</figcaption>
    </figure>
  )
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
