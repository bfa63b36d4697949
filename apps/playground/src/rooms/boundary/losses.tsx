import { formatCount, formatError } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { drawCurve } from '../../figures/curve.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { ticks } from '../../figures/ticks.js'
import { inLanguage } from '../../state/language.js'
import type { Moment } from './protocol.js'
import { history, isTested } from './session.js'
import { boundaryTexts } from './texts.js'

/** Epochs that are shown at least. */
const FEW = 10

/** The mean loss over the epochs: of the points that are learned from, and of those that are not. */
export function Losses() {
  const texts = inLanguage(boundaryTexts)
  const colours = palette.value
  const all = history.value
  const last = all.at(-1)
  const epochOf = ({ steps, stepsPerEpoch }: Moment) => steps / stepsPerEpoch
  const x = { low: 0, high: Math.max(FEW, last ? epochOf(last) : 0) }
  const y = { low: 0, high: Math.max(0.1, ...all.map(({ train, test }) => Math.max(train.loss, test.loss))) }
  const marks = ticksOf(y, 4)
  return (
    <figure>
      <h2>{texts.losses}</h2>
      <Canvas
        ratio={0.6}
        data-testid="losses"
        data-moments={all.length}
        label={
          last ? texts.lossesLabel(formatError(last.train.loss), formatError(last.test.loss)) : texts.losses
        }
        draw={(context, width, height) => {
          const frame = frameOf({ x, y }, roomFor(marks), width, height)
          const epochs = ticks(x, 4).map((at) => ({ at, text: formatCount(at) }))
          drawAxes(context, frame, epochs, marks, colours)
          const line = (of: (moment: Moment) => number) =>
            drawCurve(
              context,
              all.map((moment) => [frame.x(epochOf(moment)), frame.y(of(moment))] as const),
            )
          context.lineJoin = 'round'
          context.strokeStyle = css(colours.soft)
          context.lineWidth = 1.25
          line(({ train }) => train.loss)
          if (!isTested.value) return
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2
          line(({ test }) => test.loss)
        }}
      />
      <figcaption>
        <span class="keys">
          <span class="key soft">
            {texts.train} {last && formatError(last.train.loss)}
          </span>
          {isTested.value && (
            <span class="key">
              {texts.test} {last && formatError(last.test.loss)}
            </span>
          )}
        </span>
        {texts.lossesNote}
      </figcaption>
    </figure>
  )
}
