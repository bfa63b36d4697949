import type { approximation } from '@antigrad/core/lecture'
import { useSignal } from '@preact/signals'
import { useId, useRef } from 'preact/hooks'
import { formatNumber } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { drawAxes, frameOf, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { movesOf } from '../../figures/pointer.js'
import { inLanguage } from '../../state/language.js'
import type { Point } from './points.js'
import { drawPoint, ownPoints, points, setOwnPoints, source, target, unseenPoints, view } from './settings.js'
import type { Shape } from './shape.js'
import { functionsTexts } from './texts.js'

/** Pixels between two points of a drawn curve. */
const STRIDE = 7

/** Pixels to the side after which a finger draws, and no longer may scroll the page. */
const SIDEWAYS = 8

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
}

/** The samples, the function sought and the network's curve; drawing on it makes a function of one's own. */
export function Plot({ shape, error, ratio }: { shape: Shape; error: number; ratio: number }) {
  const texts = inLanguage(functionsTexts)
  const hint = useId()
  const cross = useSignal<Point | undefined>(undefined)
  // Where the pen was last, in pixels; and where a finger touched that may yet turn out to scroll the page.
  const last = useRef<Point | undefined>(undefined)
  const touched = useRef<Point | undefined>(undefined)
  const colours = palette.value
  const shown = view.value
  const known = points.value
  const sought = target.value
  // Of a function that is known everywhere the unseen points would only hide its line.
  const unseen = sought ? [] : unseenPoints.value
  const heights = ticksOf(shown.y, 5)
  const frameIn = (width: number, height: number) => frameOf(shown, roomFor(heights), width, height)

  const draw = (at: Point, canvas: HTMLCanvasElement) => {
    const before = last.current
    if (before && Math.hypot(at.x - before.x, at.y - before.y) < STRIDE) return
    last.current = at
    const frame = frameIn(canvas.clientWidth, canvas.clientHeight)
    const [x, y] = [frame.valueX(at.x), frame.valueY(at.y)]
    if (within(x, shown.x) && within(y, shown.y)) drawPoint({ x, y })
  }
  const drawTouched = (canvas: HTMLCanvasElement) => {
    if (touched.current) draw(touched.current, canvas)
    touched.current = undefined
  }
  const press = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    const middle = { x: (shown.x.low + shown.x.high) / 2, y: (shown.y.low + shown.y.high) / 2 }
    const at = cross.value ?? middle
    if (direction) {
      const part = event.shiftKey ? 0.1 : 0.02
      cross.value = {
        x: kept(at.x + direction.x * part * (shown.x.high - shown.x.low), shown.x),
        y: kept(at.y + direction.y * part * (shown.y.high - shown.y.low), shown.y),
      }
    } else if (event.key === 'Enter') {
      cross.value = at
      drawPoint(at)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (source.value === 'own') setOwnPoints(without(ownPoints.value, at))
    } else return
    event.preventDefault()
  }

  return (
    <div class="plot">
      <Canvas
        ratio={ratio}
        role="application"
        label={texts.plot(formatNumber(error))}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => {
          cross.value = undefined
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = undefined
          touched.current = placeOf(event, event.currentTarget)
          if (event.pointerType !== 'touch') drawTouched(event.currentTarget)
        }}
        onPointerMove={(event) => {
          const canvas = event.currentTarget
          if (!canvas.hasPointerCapture(event.pointerId)) return
          const from = touched.current
          if (from && Math.abs(placeOf(event, canvas).x - from.x) < SIDEWAYS) return
          drawTouched(canvas)
          for (const one of movesOf(event)) draw(placeOf(one, canvas), canvas)
        }}
        onPointerUp={(event) => drawTouched(event.currentTarget)}
        onPointerCancel={() => {
          touched.current = undefined
        }}
        draw={(context, width, height) => {
          const frame = frameIn(width, height)
          drawAxes(context, frame, ticksOf(shown.x, width < 500 ? 4 : 8), heights, colours)
          context.save()
          context.beginPath()
          context.rect(frame.left - 4, 0, frame.right - frame.left + 8, frame.bottom + 5)
          context.clip()
          context.strokeStyle = css(colours.ink)
          context.lineWidth = 1.25
          for (const turn of shape.turns) {
            context.beginPath()
            context.moveTo(frame.x(turn), frame.bottom - 4)
            context.lineTo(frame.x(turn), frame.bottom + 4)
            context.stroke()
          }
          if (sought) {
            context.strokeStyle = css(colours.soft)
            context.setLineDash([2, 5])
            context.beginPath()
            for (const x of shape.xs) context.lineTo(frame.x(x), frame.y(sought.value([x])))
            context.stroke()
            context.setLineDash([])
          }
          context.fillStyle = css(colours.ink, 0.75)
          for (const { x, y } of known) {
            context.beginPath()
            context.arc(frame.x(x), frame.y(y), 3, 0, 2 * Math.PI)
            context.fill()
          }
          context.strokeStyle = css(colours.ink, 0.75)
          context.lineWidth = 1.25
          for (const { x, y } of unseen) {
            context.beginPath()
            context.arc(frame.x(x), frame.y(y), 3.5, 0, 2 * Math.PI)
            context.stroke()
          }
          context.strokeStyle = css(colours.accent)
          context.lineWidth = 2.5
          context.lineJoin = 'round'
          context.beginPath()
          for (const [k, x] of shape.xs.entries()) context.lineTo(frame.x(x), frame.y(shape.curve[k]))
          context.stroke()
          context.restore()
          if (cross.value) {
            const [x, y] = [frame.x(cross.value.x), frame.y(cross.value.y)]
            context.strokeStyle = css(colours.accent)
            context.lineWidth = 1.5
            context.beginPath()
            context.moveTo(x - 9, y)
            context.lineTo(x + 9, y)
            context.moveTo(x, y - 9)
            context.lineTo(x, y + 9)
            context.stroke()
          }
        }}
      />
      {known.length === 0 && (
        <p class="plot-hint" aria-hidden="true">
          {texts.empty}
        </p>
      )}
      <p class="unseen" id={hint}>
        {texts.plotKeys}
      </p>
    </div>
  )
}

function placeOf(event: PointerEvent, canvas: HTMLCanvasElement): Point {
  const { left, top } = canvas.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

function within(value: number, { low, high }: approximation.Range): boolean {
  return value >= low && value <= high
}

function kept(value: number, { low, high }: approximation.Range): number {
  return Math.min(high, Math.max(low, value))
}

/** The points but the one nearest to a place. */
function without(all: readonly Point[], { x, y }: Point): Point[] {
  const distances = all.map((point) => Math.hypot(point.x - x, point.y - y))
  const nearest = distances.indexOf(Math.min(...distances))
  return all.filter((_, k) => k !== nearest)
}
