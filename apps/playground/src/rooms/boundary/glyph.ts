import { type Colour, css } from '../../figures/palette.js'

/** What the points of each class look like, for whom colours are alike: as text. */
export const GLYPHS = ['●', '▲', '■'] as const

interface GlyphStyle {
  readonly colour: Colour
  readonly edge: Colour
  /** Points that are kept for the test are hollow. */
  readonly hollow: boolean
  /** Half of its width in pixels. */
  readonly size: number
}

/** Draws a point of a class with its shape. */
export function drawGlyph(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [x: number, y: number],
  label: number,
  { colour, edge, hollow, size }: GlyphStyle,
): void {
  context.beginPath()
  if (label === 0) context.arc(x, y, size, 0, 2 * Math.PI)
  else if (label === 1) {
    context.moveTo(x, y - 1.25 * size)
    context.lineTo(x + 1.2 * size, y + 0.85 * size)
    context.lineTo(x - 1.2 * size, y + 0.85 * size)
    context.closePath()
  } else context.rect(x - 0.9 * size, y - 0.9 * size, 1.8 * size, 1.8 * size)
  context.fillStyle = css(hollow ? edge : colour)
  context.strokeStyle = css(hollow ? colour : edge)
  context.lineWidth = hollow ? 1.5 : 1
  context.fill()
  context.stroke()
}
