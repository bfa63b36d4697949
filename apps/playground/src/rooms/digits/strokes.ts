import type { GreyImage } from '@antigrad/data'
import { signal } from '@preact/signals'

/** A place on the paper, 0 … 1 from the left and from the top. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** A line that the pen drew without being lifted. */
export type Stroke = readonly Place[]

/** What is written on the paper. */
export const strokes = signal<readonly Stroke[]>([])

/** The pen's width, of the paper's. */
const PEN = 0.075

/** Side of the paper in pixels when it is read: enough for a digit of 20 pixels, and little to look through. */
const SIDE = 112

/** Draws the strokes on a square of `side` pixels. */
export function drawStrokes(context: CanvasRenderingContext2D, all: readonly Stroke[], side: number): void {
  context.lineWidth = PEN * side
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of all) {
    context.beginPath()
    for (const [n, { x, y }] of stroke.entries()) {
      if (n === 0) context.moveTo(x * side, y * side)
      // A line to where it began is a dot.
      context.lineTo(x * side, y * side)
    }
    context.stroke()
  }
}

let sheet: HTMLCanvasElement | undefined

/** What is written as a grey picture, black on white, whatever the screen's size and colours. */
export function readPaper(all: readonly Stroke[]): GreyImage {
  sheet ??= Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE })
  const pixels = new Uint8Array(SIDE * SIDE)
  const context = sheet.getContext('2d', { willReadFrequently: true })
  if (context) {
    context.clearRect(0, 0, SIDE, SIDE)
    context.strokeStyle = '#000'
    drawStrokes(context, all, SIDE)
    const { data } = context.getImageData(0, 0, SIDE, SIDE)
    for (let pixel = 0; pixel < pixels.length; pixel++) pixels[pixel] = 255 - data[4 * pixel + 3]
  }
  return { width: SIDE, height: SIDE, pixels }
}
