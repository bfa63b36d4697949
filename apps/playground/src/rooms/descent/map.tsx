import { useId, useMemo, useRef } from 'preact/hooks'
import { Canvas } from '../../figures/canvas.js'
import { css, type Palette, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { drawContours } from './contours.js'
import { here, path, pause } from './descent.js'
import { begin, putBall, rate, surface } from './settings.js'
import type { Surface } from './surfaces.js'
import { descentTexts } from './texts.js'

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The surface from above, the way of the ball, and −∇ where it is. */
export function DescentMap() {
  const texts = inLanguage(descentTexts)
  const hint = useId()
  const colours = palette.value
  const shown = surface.value
  const places = path.value
  const ball = here.value
  const background = useBackground(shown, colours)
  const { middle, reach } = shown

  const put = (event: PointerEvent, canvas: HTMLCanvasElement) => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    pause()
    putBall(
      middle[0] + (((event.clientX - left) / width) * 2 - 1) * reach[0],
      middle[1] - (((event.clientY - top) / height) * 2 - 1) * reach[1],
    )
  }

  return (
    <div class="map">
      <Canvas
        ratio={reach[1] / reach[0]}
        role="application"
        label={texts.map(ball.x, ball.y)}
        aria-describedby={hint}
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          put(event, event.currentTarget)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) put(event, event.currentTarget)
        }}
        onKeyDown={(event) => {
          const direction = DIRECTIONS[event.key]
          if (!direction) return
          event.preventDefault()
          pause()
          const part = event.shiftKey ? 0.1 : 0.02
          const [x, y] = begin.value
          putBall(x + direction[0] * part * reach[0], y + direction[1] * part * reach[1])
        }}
        draw={(context, width, height) => {
          const x = (at: number) => ((at - middle[0]) / reach[0] + 1) * (width / 2)
          const y = (at: number) => (1 - (at - middle[1]) / reach[1]) * (height / 2)
          context.drawImage(background(context.canvas.width, context.canvas.height), 0, 0, width, height)
          context.strokeStyle = css(colours.ink)
          context.lineWidth = 1.5
          for (const [atX, atY] of shown.minima) {
            context.beginPath()
            context.moveTo(x(atX) - 5, y(atY) - 5)
            context.lineTo(x(atX) + 5, y(atY) + 5)
            context.moveTo(x(atX) + 5, y(atY) - 5)
            context.lineTo(x(atX) - 5, y(atY) + 5)
            context.stroke()
          }
          context.lineJoin = 'round'
          context.beginPath()
          for (const place of places) context.lineTo(clip(x(place.x)), clip(y(place.y)))
          context.stroke()
          context.fillStyle = css(colours.ink)
          for (const place of places.slice(-400)) {
            context.beginPath()
            context.arc(clip(x(place.x)), clip(y(place.y)), 2.25, 0, 2 * Math.PI)
            context.fill()
          }
          const [dx, dy] = ball.gradient
          context.strokeStyle = css(colours.accent)
          context.fillStyle = css(colours.accent)
          arrow(context, [x(ball.x), y(ball.y)], [x(ball.x - rate.value * dx), y(ball.y - rate.value * dy)])
          context.beginPath()
          context.arc(clip(x(ball.x)), clip(y(ball.y)), 7, 0, 2 * Math.PI)
          context.fill()
          context.strokeStyle = css(colours.paper)
          context.lineWidth = 2
          context.stroke()
        }}
      />
      <p class="unseen" id={hint}>
        {texts.mapKeys}
      </p>
    </div>
  )
}

/** The drawn surface, kept for as long as neither it nor the size nor the colours change. */
function useBackground(shown: Surface, colours: Palette): (columns: number, rows: number) => OffscreenCanvas {
  const kept = useRef<{ key: string; sheet: OffscreenCanvas } | undefined>(undefined)
  const key = useMemo(() => crypto.randomUUID(), [shown, colours])
  return (columns, rows) => {
    const wanted = `${key} ${columns} ${rows}`
    if (kept.current?.key !== wanted) {
      const sheet = new OffscreenCanvas(columns, rows)
      sheet.getContext('2d')?.putImageData(drawContours(shown, columns, rows, colours), 0, 0)
      kept.current = { key: wanted, sheet }
    }
    return kept.current.sheet
  }
}

/** −η∇f as an arrow: where the next step leads. */
function arrow(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): void {
  const length = Math.hypot(toX - x, toY - y)
  if (!Number.isFinite(length) || length < 1) return
  // A step may be shorter than the ball; the arrow stays long enough to be seen.
  const shown = Math.min(Math.max(length, 26), 4000)
  const [unitX, unitY] = [(toX - x) / length, (toY - y) / length]
  const [endX, endY] = [x + unitX * shown, y + unitY * shown]
  context.lineWidth = 2.5
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(endX - unitX * 8, endY - unitY * 8)
  context.stroke()
  context.beginPath()
  context.moveTo(endX, endY)
  context.lineTo(endX - unitX * 11 - unitY * 5, endY - unitY * 11 + unitX * 5)
  context.lineTo(endX - unitX * 11 + unitY * 5, endY - unitY * 11 - unitX * 5)
  context.fill()
}

/** Canvases draw nothing at coordinates that are not finite, and little at huge ones. */
function clip(at: number): number {
  return Number.isFinite(at) ? Math.max(-1e5, Math.min(1e5, at)) : 1e5
}
