import { ticksOf } from '../../figures/frame.js'
import { css, type Palette } from '../../figures/palette.js'
import type { Window } from './window.js'

/** An arrow from a place to where the next step leads. */
export function drawArrow(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): void {
  const length = Math.hypot(toX - x, toY - y)
  if (!Number.isFinite(length) || length < 1e-3) return
  // A step may be shorter than the ball; the arrow stays long enough to be seen.
  const shown = Math.min(Math.max(length, 30), 4000)
  const [unitX, unitY] = [(toX - x) / length, (toY - y) / length]
  const [endX, endY] = [x + unitX * shown, y + unitY * shown]
  context.lineWidth = 2.5
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(endX - unitX * 9, endY - unitY * 9)
  context.stroke()
  context.beginPath()
  context.moveTo(endX, endY)
  context.lineTo(endX - unitX * 12 - unitY * 5, endY - unitY * 12 + unitX * 5)
  context.lineTo(endX - unitX * 12 + unitY * 5, endY - unitY * 12 - unitX * 5)
  context.fill()
}

/** The ball, its rim in the colour of the paper. */
export function drawBall(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  rim: string,
): void {
  context.beginPath()
  context.arc(x, y, 7.5, 0, 2 * Math.PI)
  context.fill()
  context.strokeStyle = rim
  context.lineWidth = 2
  context.stroke()
}

/** Where the ball was: a line with a dot at each of the last places. */
export function drawPath(
  context: CanvasRenderingContext2D,
  places: readonly (readonly [number, number])[],
): void {
  context.lineWidth = 1.5
  context.lineJoin = 'round'
  context.beginPath()
  for (const [x, y] of places) context.lineTo(x, y)
  context.stroke()
  for (const [x, y] of places.slice(-500)) {
    context.beginPath()
    context.arc(x, y, 2.25, 0, 2 * Math.PI)
    context.fill()
  }
}

/** The numbers and the names of both axes along the edges of the picture, each with a rim that parts it from what is under it. */
export function drawScale(
  context: CanvasRenderingContext2D,
  { left, right, bottom, top }: Window,
  names: { readonly x: string; readonly y: string },
  { ink, paper }: Palette,
  width: number,
  height: number,
): void {
  const { fontFamily } = getComputedStyle(context.canvas)
  context.fillStyle = css(ink)
  context.strokeStyle = css(paper, 0.85)
  context.lineWidth = 4
  context.lineJoin = 'round'
  const write = (text: string, x: number, y: number) => {
    context.strokeText(text, x, y)
    context.fillText(text, x, y)
  }
  context.font = `13px ${fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  for (const { at, text } of ticksOf({ low: left, high: right }, width < 500 ? 6 : 8)) {
    const x = ((at - left) / (right - left)) * width
    // The corners belong to the other axis, or to a name.
    if (x > 40 && x < width - NAME) write(text, x, height - 8)
  }
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  for (const { at, text } of ticksOf({ low: bottom, high: top }, 5)) {
    const y = ((top - at) / (top - bottom)) * height
    if (y > NAME && y < height - 24) write(text, 8, y)
  }
  context.font = `italic 17px Letters, ${fontFamily}`
  write(names.y, 8, 16)
  context.textAlign = 'right'
  context.textBaseline = 'alphabetic'
  write(names.x, width - 8, height - 8)
}

/** Pixels of a corner that its axis' name takes. */
const NAME = 36

/** Canvases draw nothing at coordinates that are not finite, and little at huge ones. */
export function clip(at: number): number {
  return Number.isFinite(at) ? Math.max(-1e5, Math.min(1e5, at)) : 1e5
}
