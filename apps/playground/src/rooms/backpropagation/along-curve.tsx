import { textbook } from '@antigrad/core'
import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { plainName } from './names.js'
import { lossWith, type Variable } from './quantities.js'
import { selected } from './selection.js'
import { elementOf, type Movable, rangeOf, SIZES, shape, situation } from './settings.js'
import { backpropagationTexts } from './texts.js'

const POINTS = 160

/** ε as a function of the number in hand, all others held, with its tangent. */
export function AlongCurve() {
  const texts = inLanguage(backpropagationTexts)
  const { of, index } = inShape(selected.value)
  const [inputs, hidden] = SIZES[shape.value]
  const columns = of === 'V' ? inputs : of === 'U' ? hidden : undefined
  const name = plainName(of, index, columns, shape.value === '1-1-1')
  const value = elementOf(of, index)
  const [least, most] = rangeOf(of)
  const lossAt = lossAlong(of, index, value)
  const xs = Array.from({ length: POINTS + 1 }, (_, k) => least + ((most - least) * k) / POINTS)
  const losses = xs.map(lossAt)
  const here = lossAt(value)
  const slope = textbook.centralDifference((offset) => lossAt(value + offset), of === 'l' ? 0.1 : 1)
  const high = Math.max(...losses, 0.05) * 1.1
  const { ink, soft, line, accent } = palette.value
  return (
    <figure>
      <h2>{texts.along(name)}</h2>
      <Canvas
        ratio={0.62}
        label={texts.along(name)}
        draw={(context, width, height) => {
          const x = (at: number) => ((at - least) / (most - least)) * (width - 12) + 6
          const y = (loss: number) => height - 22 - (loss / high) * (height - 30)
          context.strokeStyle = css(line)
          context.beginPath()
          context.moveTo(0, y(0))
          context.lineTo(width, y(0))
          context.stroke()
          context.fillStyle = css(soft)
          context.font = `13px ${getComputedStyle(context.canvas).fontFamily}`
          for (const at of [least, (least + most) / 2, most]) {
            context.textAlign = at === least ? 'left' : at === most ? 'right' : 'center'
            context.fillText(
              String(at).replace('-', '−'),
              at === least ? 0 : at === most ? width : x(at),
              height - 4,
            )
          }
          context.save()
          context.beginPath()
          context.rect(0, 0, width, y(0) + 1)
          context.clip()
          context.strokeStyle = css(ink)
          context.lineWidth = 1.5
          context.beginPath()
          for (const [k, at] of xs.entries()) context.lineTo(x(at), y(losses[k]))
          context.stroke()
          context.strokeStyle = css(accent)
          context.lineWidth = 2
          const reach = (most - least) / 6
          context.beginPath()
          context.moveTo(x(value - reach), y(here - slope * reach))
          context.lineTo(x(value + reach), y(here + slope * reach))
          context.stroke()
          context.restore()
          context.fillStyle = css(accent)
          context.beginPath()
          context.arc(x(value), y(here), 5, 0, 2 * Math.PI)
          context.fill()
        }}
      />
      <figcaption>{texts.alongNote}</figcaption>
    </figure>
  )
}

/** What is in hand, or the first weight where the other network has nothing of that name. */
function inShape(choice: { readonly of: Movable; readonly index: number }): { of: Movable; index: number } {
  const [inputs, hidden, outputs] = SIZES[shape.value]
  const lengths = { V: hidden * inputs, v: hidden, U: outputs * hidden, u: outputs, x: inputs, l: outputs }
  return choice.index < lengths[choice.of] ? choice : { of: 'V', index: 0 }
}

function lossAlong(of: Movable, index: number, value: number): (at: number) => number {
  const { network, x, l } = situation.value
  if (of !== 'x' && of !== 'l') {
    const variable: Variable = of
    return (at) => lossWith(situation.value, variable, index, at - value)
  }
  return (at) => {
    const changed = (values: Float64Array) => values.with(index, at)
    const z = textbook.outputOf(network, of === 'x' ? changed(x) : x)
    return textbook.loss(z, of === 'l' ? changed(l) : l)
  }
}
