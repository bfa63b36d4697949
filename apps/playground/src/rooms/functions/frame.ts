import { formatNumber } from '../../controls/format.js'
import { css, type Palette } from '../../figures/palette.js'
import { ticks, type View } from './view.js'

/** Room for the numbers of the axes, in CSS pixels. */
export const MARGIN = { left: 34, right: 8, top: 8, bottom: 26 }

/** From the view to the canvas, and back. */
export interface Frame {
  x(value: number): number
  y(value: number): number
  valueX(at: number): number
  valueY(at: number): number
}

export function frameOf(view: View, width: number, height: number): Frame {
  const wide = width - MARGIN.left - MARGIN.right
  const high = height - MARGIN.top - MARGIN.bottom
  return {
    x: (value) => MARGIN.left + ((value - view.x.low) / (view.x.high - view.x.low)) * wide,
    y: (value) => MARGIN.top + ((view.y.high - value) / (view.y.high - view.y.low)) * high,
    valueX: (at) => view.x.low + ((at - MARGIN.left) / wide) * (view.x.high - view.x.low),
    valueY: (at) => view.y.high - ((at - MARGIN.top) / high) * (view.y.high - view.y.low),
  }
}

/** The hairlines and numbers of both axes. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  view: View,
  frame: Frame,
  { line, soft }: Palette,
  width: number,
  height: number,
): void {
  context.font = `13px ${getComputedStyle(context.canvas).fontFamily}`
  context.fillStyle = css(soft)
  context.strokeStyle = css(line)
  context.lineWidth = 1
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (const at of ticks(view.y, 5)) {
    const y = Math.round(frame.y(at)) + 0.5
    context.globalAlpha = at === 0 ? 1 : 0.55
    context.beginPath()
    context.moveTo(MARGIN.left, y)
    context.lineTo(width - MARGIN.right, y)
    context.stroke()
    context.globalAlpha = 1
    context.fillText(formatNumber(at), MARGIN.left - 8, y)
  }
  context.textBaseline = 'alphabetic'
  context.textAlign = 'center'
  for (const at of ticks(view.x, width < 500 ? 4 : 8)) {
    context.fillText(formatNumber(at), frame.x(at), height - 5)
  }
}
