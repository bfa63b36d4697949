import { textbook } from '@antigrad/core/lecture'
import { lossWith, type Variable } from '../../derivation/quantities.js'
import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { nameOf } from './names.js'
import { type Selection, selected } from './selection.js'
import { elementOf, type Movable, rangeOf, SIZES, shape, situation } from './settings.js'
import { backpropagationTexts } from './texts.js'

const POINTS = 160

/** ε as a function of the number in hand, all others held, with its tangent. */
export function AlongCurve() {
  const texts = inLanguage(backpropagationTexts)
  const { of, index } = inShape(selected.value)
  const name = nameOf(of, index)
  const value = elementOf(of, index)
  const [least, most] = rangeOf(of)
  const lossAt = lossAlong(of, index, value)
  const xs = Array.from({ length: POINTS + 1 }, (_, k) => least + ((most - least) * k) / POINTS)
  const losses = xs.map(lossAt)
  const here = lossAt(value)
  const slope = textbook.centralDifference((offset) => lossAt(value + offset), of === 'l' ? 0.1 : 1)
  const colours = palette.value
  const x = { low: least, high: most }
  const y = { low: 0, high: 1.1 * Math.max(...losses, 0.05) }
  const marks = ticksOf(y, 4)
  return (
    <figure>
      <h2>{texts.along(name)}</h2>
      <Canvas
        ratio={0.62}
        label={texts.along(name)}
        draw={(context, width, height) => {
          const frame = frameOf({ x, y }, roomFor(marks), width, height)
          drawAxes(context, frame, ticksOf(x, 6), marks, colours)
          context.save()
          context.beginPath()
          context.rect(frame.left, 0, frame.right - frame.left, frame.bottom + 1)
          context.clip()
          context.strokeStyle = css(colours.ink)
          context.lineWidth = 1.5
          context.beginPath()
          for (const [k, at] of xs.entries()) context.lineTo(frame.x(at), frame.y(losses[k]))
          context.stroke()
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2
          const reach = (most - least) / 6
          context.beginPath()
          context.moveTo(frame.x(value - reach), frame.y(here - slope * reach))
          context.lineTo(frame.x(value + reach), frame.y(here + slope * reach))
          context.stroke()
          context.restore()
          context.fillStyle = css(colours.accent)
          context.beginPath()
          context.arc(frame.x(value), frame.y(here), 5, 0, 2 * Math.PI)
          context.fill()
        }}
      />
      <figcaption>{texts.alongNote}</figcaption>
    </figure>
  )
}

/** What is in hand, or the first weight where the other network has nothing of that name. */
function inShape(choice: Selection): Selection {
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
