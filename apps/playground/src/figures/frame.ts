import type { approximation } from '@antigrad/core/lecture'
import { formatNumber } from '../controls/format.js'
import { css, type Palette } from './palette.js'
import { ticks } from './ticks.js'

/** The part of the plane that a figure shows. */
export interface View {
  readonly x: approximation.Range
  readonly y: approximation.Range
}

/** A number of an axis: where it stands, and how it reads. */
export interface Tick {
  readonly at: number
  readonly text: string
}

/** From the view to the canvas, and back, in CSS pixels. */
export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  x(value: number): number
  y(value: number): number
  valueX(at: number): number
  valueY(at: number): number
}

/** Room for the numbers of the x axis, and for half of the topmost one of the y axis. */
const BELOW = 26
const ABOVE = 8
const BESIDE = 8

/** Room for the name of an axis, above all and below all, where no curve comes. */
const NAME = 18

/** What of a line that touches the top of a frame is outside of it. */
const ABOVE_CLIPPED = 5

/** Room for the numbers of the y axis: 34 pixels, or what the longest takes. */
export function roomFor(ticks: readonly Tick[]): number {
  return Math.max(34, 14 + 7 * Math.max(...ticks.map(({ text }) => text.length)))
}

/**
 * @param left room for the numbers of the y axis: `roomFor` them
 * @param named whether there is room for `nameAxes`, too
 */
export function frameOf(view: View, left: number, width: number, height: number, named = false): Frame {
  const name = named ? NAME : 0
  const [right, top, bottom] = [width - BESIDE, ABOVE + name, height - BELOW - name]
  const perX = (right - left) / (view.x.high - view.x.low)
  const perY = (bottom - top) / (view.y.high - view.y.low)
  return {
    left,
    right,
    top,
    bottom,
    x: (value) => left + (value - view.x.low) * perX,
    y: (value) => bottom - (value - view.y.low) * perY,
    valueX: (at) => view.x.low + (at - left) / perX,
    valueY: (at) => view.y.low + (bottom - at) / perY,
  }
}

/**
 * Keeps what is drawn within a frame until the context is restored.
 * @param margin pixels by which lines may reach beyond it, on either side and below
 */
export function clipTo(
  context: CanvasRenderingContext2D,
  { left, right, top, bottom }: Frame,
  margin: { readonly beside: number; readonly below: number },
): void {
  const { beside, below } = margin
  context.beginPath()
  context.rect(
    left - beside,
    top - ABOVE_CLIPPED,
    right - left + 2 * beside,
    bottom - top + ABOVE_CLIPPED + below,
  )
  context.clip()
}

/** Round numbers of an axis, about `count` of them. */
export function ticksOf(range: approximation.Range, count: number): Tick[] {
  return ticks(range, count).map((at) => ({ at, text: formatNumber(at, 12) }))
}

/** The hairlines of the y axis and the numbers of both. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: readonly Tick[],
  y: readonly Tick[],
  { line, soft }: Palette,
): void {
  context.font = `13px ${getComputedStyle(context.canvas).fontFamily}`
  context.fillStyle = css(soft)
  context.strokeStyle = css(line)
  context.lineWidth = 1
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (const { at, text } of y) {
    const height = Math.round(frame.y(at)) + 0.5
    context.globalAlpha = at === 0 ? 1 : 0.55
    context.beginPath()
    context.moveTo(frame.left, height)
    context.lineTo(frame.right, height)
    context.stroke()
    context.globalAlpha = 1
    context.fillText(text, frame.left - 8, height)
  }
  context.textBaseline = 'alphabetic'
  context.textAlign = 'center'
  for (const { at, text } of x) {
    // The last one is moved until it lies on the paper.
    const most = frame.right + BESIDE - context.measureText(text).width / 2
    context.fillText(text, Math.min(most, frame.x(at)), frame.bottom + BELOW - 5)
  }
}

/** What an axis shows: a letter of the formulas, or a word. */
export interface AxisNames {
  readonly x: string
  readonly y: string
}

/** A letter of the formulas, with an index or a prime; words and units stand upright. */
const LETTER = /^\p{L}[₁₂′]?$/u

/** Writes the names at the far ends of the axes, outside of the frame: above the numbers of the one, below those of the other. */
export function nameAxes(
  context: CanvasRenderingContext2D,
  { right, top, bottom }: Frame,
  names: AxisNames,
  { ink }: Palette,
): void {
  const { fontFamily } = getComputedStyle(context.canvas)
  const write = (text: string, x: number, y: number) => {
    context.font = LETTER.test(text) ? `italic 16px Letters, ${fontFamily}` : `13px ${fontFamily}`
    context.fillText(text, x, y)
  }
  context.save()
  context.fillStyle = css(ink)
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  write(names.y, 2, top - ABOVE - 4)
  context.textAlign = 'right'
  write(names.x, right, bottom + BELOW + NAME - 6)
  context.restore()
}
