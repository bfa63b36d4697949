import { useSignal } from '@preact/signals'
import { useId, useRef } from 'preact/hooks'
import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { movesOf } from '../../figures/pointer.js'
import { inLanguage } from '../../state/language.js'
import { zeroContour } from './contour.js'
import { classColours, decisionOf, decisionPicture } from './decision.js'
import { drawGlyph } from './glyph.js'
import { maps, SIDE } from './maps.js'
import { CLASSES, EDGE } from './own-points.js'
import { shownPoints } from './points.js'
import { drawnClass, drawPoints, ownPoints, set, setOwnPoints } from './settings.js'
import { boundaryTexts } from './texts.js'
import { unitImage, watched } from './unit-map.js'

/** Pixels between two points of a drawn line. */
const STRIDE = 14

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
}

/** A place of the plane, or of the canvas. */
interface Place {
  readonly x: number
  readonly y: number
}

/** The plane: the points, and in colour what the network, or the unit that is watched, makes of every place. */
export function Plane({ label }: { label: string }) {
  const texts = inLanguage(boundaryTexts)
  const hint = useId()
  const cross = useSignal<Place | undefined>(undefined)
  const last = useRef<Place | undefined>(undefined)
  const colours = palette.value
  const layers = maps.value
  const unit = watched.value
  const points = shownPoints.value

  const press = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    const at = cross.value ?? { x: 0, y: 0 }
    if (direction) {
      const stride = (event.shiftKey ? 0.1 : 0.02) * 2 * EDGE
      cross.value = { x: kept(at.x + direction.x * stride), y: kept(at.y + direction.y * stride) }
    } else if (event.key === 'Enter') {
      cross.value = at
      drawPoints([{ ...at, label: drawnClass.value }])
    } else if (Number(event.key) >= 1 && Number(event.key) <= CLASSES) {
      drawnClass.value = Number(event.key) - 1
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (set.value === 'own') setOwnPoints(without(ownPoints.value, at))
    } else return
    event.preventDefault()
  }
  const draw = (events: readonly PointerEvent[], canvas: HTMLCanvasElement) => {
    const drawn = []
    for (const event of events) {
      const at = placeOf(event, canvas)
      if (last.current && Math.hypot(at.x - last.current.x, at.y - last.current.y) < STRIDE) continue
      last.current = at
      const scale = (2 * EDGE) / canvas.clientWidth
      drawn.push({ x: at.x * scale - EDGE, y: EDGE - at.y * scale, label: drawnClass.value })
    }
    if (drawn.length > 0) drawPoints(drawn)
  }

  return (
    <div class="plane">
      <Canvas
        ratio={1}
        role="application"
        label={label}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => {
          cross.value = undefined
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = undefined
          draw([event], event.currentTarget)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId))
            draw(movesOf(event), event.currentTarget)
        }}
        draw={(context, width) => {
          const at = (place: Place) =>
            [((place.x + EDGE) / (2 * EDGE)) * width, ((EDGE - place.y) / (2 * EDGE)) * width] as const
          const decision = decisionOf(layers[layers.length - 1])
          const image = unit ? unitImage(layers, unit, colours) : decisionPicture(decision, colours)
          drawImage(context, image, width)
          context.strokeStyle = css(colours.ink, 0.8)
          context.lineWidth = 1.25
          context.beginPath()
          const cell = width / SIDE
          const { classes, margins: all } = decision
          // Where nothing is to be told apart yet there is no boundary.
          const parting = points.train.length === 0 ? [] : classes === 2 ? all.slice(1) : all
          for (const margins of parting) {
            for (const [x1, y1, x2, y2] of zeroContour(margins, SIDE)) {
              context.moveTo((x1 + 0.5) * cell, (y1 + 0.5) * cell)
              context.lineTo((x2 + 0.5) * cell, (y2 + 0.5) * cell)
            }
          }
          context.stroke()
          const size = Math.max(2.5, width / 130)
          for (const [part, hollow] of [
            [points.test, true],
            [points.train, false],
          ] as const) {
            for (const { x, y, label } of part) {
              const colour = classColours(colours)[label]
              drawGlyph(context, at({ x, y }), label, { colour, edge: colours.paper, hollow, size })
            }
          }
          if (cross.value) drawCross(context, at(cross.value), css(colours.ink))
        }}
      />
      {points.train.length === 0 && (
        <p class="plane-hint" aria-hidden="true">
          {texts.empty}
        </p>
      )}
      <p class="unseen" id={hint}>
        {texts.planeKeys}
      </p>
    </div>
  )
}

/** Draws a picture of SIDE × SIDE, smoothly, over the whole canvas. */
function drawImage(context: CanvasRenderingContext2D, image: ImageData, width: number): void {
  const sheet = new OffscreenCanvas(SIDE, SIDE)
  sheet.getContext('2d')?.putImageData(image, 0, 0)
  context.imageSmoothingQuality = 'high'
  context.drawImage(sheet, 0, 0, width, width)
}

function drawCross(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  colour: string,
): void {
  context.strokeStyle = colour
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(x - 9, y)
  context.lineTo(x + 9, y)
  context.moveTo(x, y - 9)
  context.lineTo(x, y + 9)
  context.stroke()
}

function placeOf(event: PointerEvent, canvas: HTMLCanvasElement): Place {
  const { left, top } = canvas.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

function kept(coordinate: number): number {
  return Math.min(EDGE, Math.max(-EDGE, coordinate))
}

/** The points but the one nearest to a place. */
function without<Point extends Place>(all: readonly Point[], { x, y }: Place): Point[] {
  const distances = all.map((point) => Math.hypot(point.x - x, point.y - y))
  const nearest = distances.indexOf(Math.min(...distances))
  return all.filter((_, n) => n !== nearest)
}
