import { formatCount, formatFixed } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { ticks } from '../../figures/ticks.js'
import { inLanguage } from '../../state/language.js'
import { type Epoch, history, ran } from './session.js'
import { runSettings } from './settings.js'
import { digitsTexts } from './texts.js'

/** Per cent from which on accuracies are drawn, unless one is lower. */
const LOW = 80

/** Accuracy after each epoch: on what was learned from and on what was not. */
export function LearningCurve() {
  const texts = inLanguage(digitsTexts)
  const colours = palette.value
  const done = history.value
  const last = done.at(-1)
  const lowest =
    100 * Math.min(...done.flatMap(({ trainAccuracy, testAccuracy }) => [trainAccuracy, testAccuracy]))
  const x = { low: 0, high: (ran.value ?? runSettings.value).epochs }
  const y = { low: Math.min(LOW, 10 * Math.floor(lowest / 10)), high: 100 }
  const marks = ticksOf(y, 4)
  return (
    <figure>
      <h2>{texts.curve}</h2>
      <Canvas
        ratio={0.62}
        label={texts.curveLabel(done.length, last ? percent(last.testAccuracy) : '–')}
        draw={(context, width, height) => {
          const frame = frameOf({ x, y }, roomFor(marks), width, height)
          const epochs = ticks(x, 5).filter(Number.isInteger)
          drawAxes(
            context,
            frame,
            epochs.map((at) => ({ at, text: formatCount(at) })),
            marks,
            colours,
          )
          const line = (of: (epoch: Epoch) => number) => {
            context.beginPath()
            for (const epoch of done) context.lineTo(frame.x(epoch.epoch), frame.y(100 * of(epoch)))
            context.stroke()
          }
          context.lineJoin = 'round'
          context.strokeStyle = css(colours.soft)
          context.lineWidth = 1.25
          line(({ trainAccuracy }) => trainAccuracy)
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2
          line(({ testAccuracy }) => testAccuracy)
          if (!last) return
          context.fillStyle = css(colours.accent)
          context.beginPath()
          context.arc(frame.x(last.epoch), frame.y(100 * last.testAccuracy), 3.5, 0, 2 * Math.PI)
          context.fill()
        }}
      />
      <figcaption>
        <span class="keys">
          <span class="key">{texts.test}</span>
          <span class="key soft">{texts.training}</span>
        </span>
        {texts.curveNote}
      </figcaption>
    </figure>
  )
}

export function percent(part: number): string {
  return `${formatFixed(part * 100, 1)} %`
}
