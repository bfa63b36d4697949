import type { descent } from '@antigrad/core/lecture'
import { computed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { Canvas, type Draw } from '../../figures/canvas.js'
import { clipTo, drawAxes, type Frame, frameOf, nameAxes, roomFor, ticksOf } from '../../figures/frame.js'
import { css, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { clip, drawArrow, drawBall, drawPath, drawScale } from '../../rooms/descent/drawing.js'
import { type Terrain, terrainOf } from '../../rooms/descent/terrain.js'
import { windowOf } from '../../rooms/descent/window.js'
import { inLanguage } from '../../state/language.js'
import { lit } from '../frame/lit.js'
import { here, landscape, path, putBall, rate, surface } from './model.js'
import { descentStepTexts } from './texts.js'

const PLACES = 241

/** The landscape with the ball on it: a curve of one parameter, or a valley of two from above. */
export function Slope() {
  const texts = inLanguage(descentStepTexts)
  const ratio = useMatches('(max-width: 40rem)') ? 0.78 : 0.48
  const flat = landscape.value.window.length === 1
  const valley = useValley(ratio)
  return (
    <Canvas
      class="ground"
      data-draws="m eps grad eta"
      ratio={ratio}
      label={texts.picture(here.value)}
      draw={flat ? curve() : valley}
      onPointerDown={(event) => {
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
        const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height]
        const [across] = landscape.value.window
        if (flat) {
          const at = curveFrame(width, height).valueX(event.clientX - left)
          putBall([Math.min(across.high, Math.max(across.low, at))])
        } else {
          const shown = windowOf(landscape.value, ratio)
          putBall([
            Math.min(10, Math.max(-10, shown.left + x * (shown.right - shown.left))),
            shown.top - y * (shown.top - shown.bottom),
          ])
        }
      }}
    />
  )
}

/** The curve of one parameter: places along it, their heights, and what the picture shows of the plane. */
const shape = computed(() => {
  const { value, window } = landscape.value
  const [x] = window
  const xs = Array.from({ length: PLACES }, (_, k) => x.low + ((x.high - x.low) * k) / (PLACES - 1))
  const heights = xs.map((at) => value([at]))
  const [low, high] = [Math.min(...heights), Math.max(...heights)]
  const y = { low: low - 0.12 * (high - low), high: high + 0.06 * (high - low) }
  return { xs, heights, x, y, marks: ticksOf(y, 4) }
})

function curveFrame(width: number, height: number): Frame {
  const { x, y, marks } = shape.value
  return frameOf({ x, y }, roomFor(marks), width, height, true)
}

/** ε over m, the tangent under the ball, and the step that comes next. */
function curve(): Draw {
  const { value, gradient } = landscape.value
  const { xs, heights, x, marks } = shape.value
  const colours = palette.value
  const symbol = lit.value
  const [m] = here.value
  const [slope] = gradient(here.value)
  const eps = value(here.value)
  return (context, width, height) => {
    const frame = curveFrame(width, height)
    drawAxes(context, frame, ticksOf(x, 6), marks, colours)
    nameAxes(context, frame, { x: 'm', y: 'ε' }, colours)
    context.save()
    clipTo(context, frame, { beside: 0, below: 2 })
    context.strokeStyle = css(symbol === 'eps' ? colours.accent : colours.ink)
    context.lineWidth = symbol === 'eps' ? 3 : 1.75
    context.beginPath()
    for (const [k, at] of xs.entries()) context.lineTo(frame.x(at), frame.y(heights[k]))
    context.stroke()
    context.strokeStyle = css(colours.soft, 0.8)
    context.fillStyle = css(colours.soft, 0.8)
    drawPath(
      context,
      path.value.points.map(([at]) => [clip(frame.x(at)), clip(frame.y(value([at])))] as const),
    )
    const reach = (x.high - x.low) / 7
    context.strokeStyle = css(colours.accent)
    context.fillStyle = css(colours.accent)
    context.lineWidth = symbol === 'grad' ? 4 : 2
    context.beginPath()
    context.moveTo(frame.x(m - reach), frame.y(eps - slope * reach))
    context.lineTo(frame.x(m + reach), frame.y(eps + slope * reach))
    context.stroke()
    const base = frame.y(eps) + 24
    if (symbol === 'eta' || symbol === undefined)
      drawArrow(context, [clip(frame.x(m)), base], [clip(frame.x(m - rate.value * slope)), base])
    drawBall(context, [clip(frame.x(m)), clip(frame.y(eps))], css(colours.paper))
    if (symbol === 'm') {
      context.lineWidth = 2
      context.setLineDash([3, 4])
      context.beginPath()
      context.moveTo(frame.x(m), frame.y(eps))
      context.lineTo(frame.x(m), frame.bottom)
      context.stroke()
    }
    context.restore()
  }
}

/** The valley from above: tints and contours, drawn once for each theme and size. */
function useValley(ratio: number): Draw {
  const flat = landscape.value.window.length === 1
  const shown = flat ? undefined : windowOf(landscape.value, ratio)
  const colours = palette.value
  const terrain = useMemo<Terrain | undefined>(
    () => shown && terrainOf(landscape.value, shown, colours),
    [surface.value, ratio, colours],
  )
  const symbol = lit.value
  return (context, width, height) => {
    if (!shown) return
    terrain?.draw(context, width, height)
    drawScale(context, shown, { x: 'm₁', y: 'm₂' }, colours, width, height)
    const place = ([x, y]: descent.Point) =>
      [
        clip(((x - shown.left) / (shown.right - shown.left)) * width),
        clip(((shown.top - y) / (shown.top - shown.bottom)) * height),
      ] as const
    context.strokeStyle = css(colours.ink, 0.8)
    context.fillStyle = css(colours.ink, 0.8)
    drawPath(context, path.value.points.map(place))
    const slope = landscape.value.gradient(here.value)
    context.strokeStyle = css(colours.accent)
    context.fillStyle = css(colours.accent)
    if (symbol !== 'm')
      drawArrow(
        context,
        place(here.value),
        place(here.value.map((coordinate, d) => coordinate - rate.value * slope[d])),
      )
    drawBall(context, place(here.value), css(colours.paper))
  }
}
