import type { GreyImage } from '@antigrad/data'
import { setting } from '../../state/address.js'
import { drawing, onGrid, type Place, type Stroke } from './drawing.js'

/** What is written on the paper, and stands in the address. */
export const strokes = setting<readonly Stroke[]>('digits', 'drawing', drawing, [])

/** Places of a stroke are at least this far apart. */
const STRIDE = 0.02

/** Puts the pen down. */
export function beginStroke(place: Place): void {
  strokes.value = [...strokes.value, [onGrid(place)]]
}

/** Moves the pen that is down. Its last place follows it; those before stand apart. */
export function moveStroke(places: readonly Place[]): void {
  const [stroke = [], ...others] = strokes.value.toReversed()
  const grown = [...stroke]
  for (const place of places.map(onGrid)) {
    const [last, before] = [grown[grown.length - 1], grown[grown.length - 2]]
    if (before && Math.hypot(last.x - before.x, last.y - before.y) < STRIDE) grown.pop()
    grown.push(place)
  }
  strokes.value = [...others.toReversed(), grown]
}

export function clearPaper(): void {
  strokes.value = []
}

/** The pen's width, of the paper's. */
const PEN = 0.075

/** Length of a dot in pixels. */
const DOT = 0.01

/** Side of the paper in pixels when it is read: enough for a digit of 20 pixels, and little to look through. */
const SIDE = 112

/** Draws the strokes on a square of `side` pixels. */
export function drawStrokes(context: CanvasRenderingContext2D, all: readonly Stroke[], side: number): void {
  context.lineWidth = PEN * side
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of all) {
    context.beginPath()
    const [first] = stroke
    context.moveTo(first.x * side, first.y * side)
    // Round through the middles between places, so that a quick hand draws no corners.
    for (const [n, { x, y }] of stroke.slice(0, -1).entries()) {
      const next = stroke[n + 1]
      context.quadraticCurveTo(x * side, y * side, ((x + next.x) / 2) * side, ((y + next.y) / 2) * side)
    }
    const last = stroke[stroke.length - 1]
    // A line without length is not drawn: a pen that was only put down makes a dot by a very short one.
    const still = stroke.every(({ x, y }) => x === first.x && y === first.y)
    context.lineTo(last.x * side + (still ? DOT : 0), last.y * side)
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
