import { useComputed } from '@preact/signals'
import { Slider } from '../../controls/slider.js'
import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { between, css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { slowly } from '../../state/slowly.js'
import { answerOf } from './answer.js'
import { motionTexts } from './motion-texts.js'
import { movedDigit } from './moved.js'
import { down, MOST_DEGREES, MOST_PIXELS, putBack, right, shown, turn } from './picture.js'
import { network } from './session.js'

/** Hundreds of pictures are made and read: neither the pen nor the training waits for them. */
const PAUSE = 250
const slowlyShown = slowly(shown, PAUSE)
const slowlyTrained = slowly(network, PAUSE)

/** Places along each axis that it is moved to. */
const PLACES = 2 * MOST_PIXELS + 1

/** Degrees between two turns. */
const STRIDE = 3
const TURNS = Array.from({ length: (2 * MOST_DEGREES) / STRIDE + 1 }, (_, n) => n * STRIDE - MOST_DEGREES)

/** What becomes of the answer when the digit is moved or turned. */
export function Motion() {
  const texts = inLanguage(motionTexts)
  const shifted = useComputed(() => {
    const pixels = slowlyShown.value?.pixels
    if (!pixels) return undefined
    return Array.from({ length: PLACES ** 2 }, (_, n) =>
      movedDigit(pixels, {
        right: (n % PLACES) - MOST_PIXELS,
        down: Math.floor(n / PLACES) - MOST_PIXELS,
        turn: turn.value,
      }),
    )
  }).value
  const turned = useComputed(() => {
    const pixels = slowlyShown.value?.pixels
    return (
      pixels &&
      TURNS.map((angle) => movedDigit(pixels, { right: right.value, down: down.value, turn: angle }))
    )
  }).value
  if (!slowlyShown.value || !shifted || !turned) return null
  const asked = slowlyTrained.value
  const digit = answerOf(asked.predict(slowlyShown.value.pixels))
  const moved = right.value !== 0 || down.value !== 0 || turn.value !== 0
  const set = (signal: { value: number }) => (value: number) => {
    signal.value = value
  }
  return (
    <section class="motion" aria-label={texts.motion}>
      <h2>{texts.motion}</h2>
      <p class="note">{texts.motionNote(String(digit))}</p>
      <div class="motion-figures">
        <Shifts z={asked.predictBatch(shifted)} digit={digit} />
        <Turns z={asked.predictBatch(turned)} digit={digit} />
        <div>
          <Slider
            label={texts.right}
            value={right.value}
            least={-MOST_PIXELS}
            most={MOST_PIXELS}
            onChange={set(right)}
          />
          <Slider
            label={texts.down}
            value={down.value}
            least={-MOST_PIXELS}
            most={MOST_PIXELS}
            onChange={set(down)}
          />
          <Slider
            label={texts.turn}
            value={turn.value}
            least={-MOST_DEGREES}
            most={MOST_DEGREES}
            step={STRIDE}
            format={(degrees) => texts.degrees(degrees)}
            onChange={set(turn)}
          />
          <button type="button" class="plain" aria-disabled={!moved} onClick={putBack}>
            {texts.putBack}
          </button>
        </div>
      </div>
    </section>
  )
}

interface MovedProps {
  /** [pictures × 10] */
  readonly z: Float32Array
  /** What is read where the digit lies. */
  readonly digit: number
}

/** A cell for each place: the stronger, the larger the output of the digit; a number where another is read. */
function Shifts({ z, digit }: MovedProps) {
  const texts = inLanguage(motionTexts)
  const colours = palette.value
  const rows = Array.from({ length: PLACES ** 2 }, (_, n) => z.subarray(10 * n, 10 * n + 10))
  const kept = rows.filter((row) => answerOf(row) === digit).length
  return (
    <figure>
      <Canvas
        ratio={1}
        class="shifts"
        label={texts.shiftsLabel(String(digit), kept, PLACES ** 2)}
        onPointerDown={(event) => {
          const { left, top, width } = event.currentTarget.getBoundingClientRect()
          const at = (pixels: number) =>
            Math.min(MOST_PIXELS, Math.floor((pixels / width) * PLACES) - MOST_PIXELS)
          right.value = at(event.clientX - left)
          down.value = at(event.clientY - top)
        }}
        draw={(context, width) => {
          const cell = width / PLACES
          context.font = `${Math.round(cell * 0.62)}px ${getComputedStyle(context.canvas).fontFamily}`
          context.textAlign = 'center'
          context.textBaseline = 'middle'
          for (const [n, row] of rows.entries()) {
            const [x, y] = [(n % PLACES) * cell, Math.floor(n / PLACES) * cell]
            const part = Math.min(1, Math.max(0, row[digit]))
            context.fillStyle = css(between(colours.paper, colours.accent, 0.6 * part))
            context.fillRect(x, y, cell - 1, cell - 1)
            const read = answerOf(row)
            if (read === digit) continue
            context.fillStyle = css(colours.ink)
            context.fillText(String(read), x + cell / 2, y + cell / 2)
          }
          context.strokeStyle = css(colours.ink)
          context.lineWidth = 1.5
          context.strokeRect(
            (right.value + MOST_PIXELS) * cell - 0.5,
            (down.value + MOST_PIXELS) * cell - 0.5,
            cell,
            cell,
          )
        }}
      />
      <figcaption>{texts.shiftsNote}</figcaption>
    </figure>
  )
}

/** The output of the digit over the angle, and the largest of the others. */
function Turns({ z, digit }: MovedProps) {
  const texts = inLanguage(motionTexts)
  const colours = palette.value
  const rows = TURNS.map((_, n) => z.subarray(10 * n, 10 * n + 10))
  const other = (row: Float32Array) =>
    row.reduce((most, value, k) => (k === digit ? most : Math.max(most, value)), 0)
  const x = { low: -MOST_DEGREES, high: MOST_DEGREES }
  const y = { low: 0, high: 1 }
  const marks = ticksOf(y, 4)
  return (
    <figure>
      <Canvas
        ratio={0.8}
        label={texts.turnsLabel(String(digit))}
        draw={(context, width, height) => {
          const frame = frameOf({ x, y }, roomFor(marks), width, height)
          const angles = [-MOST_DEGREES, -MOST_DEGREES / 2, 0, MOST_DEGREES / 2, MOST_DEGREES]
          drawAxes(
            context,
            frame,
            angles.map((at) => ({ at, text: texts.degrees(at) })),
            marks,
            colours,
          )
          context.strokeStyle = css(colours.ink, 0.5)
          context.lineWidth = 1
          context.beginPath()
          context.moveTo(frame.x(turn.value), frame.top)
          context.lineTo(frame.x(turn.value), frame.bottom)
          context.stroke()
          const line = (of: (row: Float32Array) => number) => {
            context.beginPath()
            for (const [n, row] of rows.entries()) {
              context.lineTo(frame.x(TURNS[n]), frame.y(Math.min(1, Math.max(0, of(row)))))
            }
            context.stroke()
          }
          context.lineJoin = 'round'
          context.strokeStyle = css(colours.soft)
          context.lineWidth = 1.25
          line(other)
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2
          line((row) => row[digit])
        }}
      />
      <figcaption>
        <span class="keys">
          <span class="key">{texts.outputOf(String(digit))}</span>
          <span class="key soft">{texts.largestOther}</span>
        </span>
        {texts.turnsNote}
      </figcaption>
    </figure>
  )
}
