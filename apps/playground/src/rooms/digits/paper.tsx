import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { movesOf } from '../../figures/pointer.js'
import { inLanguage } from '../../state/language.js'
import type { Place } from './drawing.js'
import { beginStroke, clearPaper, drawStrokes, moveStroke, strokes } from './strokes.js'
import { digitsTexts } from './texts.js'

/** How far an arrow key moves the pen. */
const STRIDE = 1 / 28

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -STRIDE, y: 0 },
  ArrowRight: { x: STRIDE, y: 0 },
  ArrowUp: { x: 0, y: -STRIDE },
  ArrowDown: { x: 0, y: STRIDE },
}

/** The paper: to be written on with mouse, finger, pen or keys. */
export function Paper() {
  const texts = inLanguage(digitsTexts)
  const hint = useId()
  const pen = useSignal<Place>({ x: 0.5, y: 0.25 })
  const byKeys = useSignal(false)
  const down = useSignal(false)
  const { ink, accent } = palette.value
  const written = strokes.value

  const press = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    if (direction) {
      const { x, y } = pen.value
      pen.value = { x: clamp(x + direction.x), y: clamp(y + direction.y) }
      if (down.value) moveStroke([pen.value])
    } else if (event.key === ' ') {
      down.value = !down.value
      if (down.value) beginStroke(pen.value)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      clearPaper()
      down.value = false
    } else return
    byKeys.value = true
    event.preventDefault()
  }

  return (
    <div class="paper">
      <Canvas
        ratio={1}
        role="application"
        label={texts.pad}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => {
          byKeys.value = false
          down.value = false
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          byKeys.value = false
          beginStroke(placeOf(event, event.currentTarget))
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
          moveStroke(movesOf(event).map((one) => placeOf(one, event.currentTarget)))
        }}
        draw={(context, side) => {
          context.strokeStyle = css(ink)
          drawStrokes(context, written, side)
          if (byKeys.value) {
            context.beginPath()
            context.arc(pen.value.x * side, pen.value.y * side, 0.0375 * side, 0, 2 * Math.PI)
            context.lineWidth = 2
            context.strokeStyle = css(accent)
            context.stroke()
          }
        }}
      />
      {written.length === 0 && (
        <p class="paper-hint" aria-hidden="true">
          {texts.padHint}
        </p>
      )}
      <p class="unseen" id={hint}>
        {texts.padKeys}
      </p>
    </div>
  )
}

function placeOf(event: PointerEvent, canvas: HTMLCanvasElement): Place {
  const { left, top, width, height } = canvas.getBoundingClientRect()
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
}

function clamp(at: number): number {
  return Math.min(0.97, Math.max(0.03, at))
}
