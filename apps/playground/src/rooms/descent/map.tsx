import { useId, useMemo } from 'preact/hooks'
import { Canvas, type Draw } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { clip, drawArrow, drawBall, drawPath, drawScale } from './drawing.js'
import { here, path, pause } from './run.js'
import { landscape, putBall, rate } from './settings.js'
import { terrainOf } from './terrain.js'
import { descentTexts } from './texts.js'
import { placeInside, type Window, windowOf } from './window.js'

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The landscape with the way of the ball on it, and the step that comes next as an arrow. */
export function DescentMap({ ratio }: { ratio: number }) {
  const texts = inLanguage(descentTexts)
  const hint = useId()
  const line = landscape.value.window.length === 1
  const shown = line ? profileWindow() : windowOf(landscape.value, ratio)
  const drawMap = useMap(shown, line)
  const drawProfile = useProfile(shown)

  const put = (event: PointerEvent, canvas: HTMLCanvasElement) => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    putInside(
      shown.left + ((event.clientX - left) / width) * (shown.right - shown.left),
      shown.top - ((event.clientY - top) / height) * (shown.top - shown.bottom),
    )
  }
  const putInside = (x: number, y: number) => {
    pause()
    const [insideX, insideY] = placeInside([x, y], shown)
    putBall(line ? [insideX] : [insideX, insideY])
  }

  return (
    <div class="map">
      <Canvas
        ratio={ratio}
        role="application"
        label={texts.map(here.value)}
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
          const part = (event.shiftKey ? 0.05 : 0.01) * (shown.right - shown.left)
          const [x, y = 0] = here.value
          putInside(x + direction[0] * part, y + direction[1] * part)
        }}
        draw={line ? drawProfile : drawMap}
      />
      <p class="unseen" id={hint}>
        {texts.mapKeys}
      </p>
    </div>
  )
}

/** A landscape of two variables from above. */
function useMap({ left, right, bottom, top }: Window, line: boolean): Draw {
  const colours = palette.value
  const ground = landscape.value
  const terrain = useMemo(
    () => (line ? undefined : terrainOf(ground, { left, right, bottom, top }, colours)),
    [ground, line, left, right, bottom, top, colours],
  )
  const { points } = path.value
  const ball = here.value
  const η = rate.value
  return (context, width, height) => {
    const place = ([x, y]: readonly number[]): [number, number] => [
      clip(((x - left) / (right - left)) * width),
      clip(((top - y) / (top - bottom)) * height),
    ]
    terrain?.draw(context, width, height)
    drawScale(context, { left, right, bottom, top }, { x: 'm₁', y: 'm₂' }, colours, width, height)
    context.strokeStyle = css(colours.ink)
    context.fillStyle = css(colours.ink)
    drawPath(context, points.map(place))
    const slope = ground.gradient(ball)
    context.strokeStyle = css(colours.accent)
    context.fillStyle = css(colours.accent)
    drawArrow(context, place(ball), place(ball.map((coordinate, d) => coordinate - η * slope[d])))
    drawBall(context, place(ball), css(colours.paper))
  }
}

const PLACES = 240

/** A landscape of one variable from the side. */
function useProfile({ left, right, bottom, top }: Window): Draw {
  const colours = palette.value
  const { value, gradient } = landscape.value
  const { points, values } = path.value
  const ball = here.value
  const η = rate.value
  return (context, width, height) => {
    const place = (x: number, y: number): [number, number] => [
      clip(((x - left) / (right - left)) * width),
      clip(((top - y) / (top - bottom)) * height),
    ]
    context.strokeStyle = css(colours.soft)
    context.lineWidth = 1.5
    context.beginPath()
    for (let k = 0; k <= PLACES; k++) {
      const x = left + ((right - left) * k) / PLACES
      context.lineTo(...place(x, value([x])))
    }
    context.stroke()
    drawScale(context, { left, right, bottom, top }, { x: 'm', y: 'ε' }, colours, width, height)
    context.strokeStyle = css(colours.ink)
    context.fillStyle = css(colours.ink)
    drawPath(
      context,
      points.map(([x], k) => place(x, values[k])),
    )
    context.strokeStyle = css(colours.accent)
    context.fillStyle = css(colours.accent)
    const [x] = ball
    const [slope] = gradient(ball)
    const next = x - η * slope
    drawArrow(context, place(x, value(ball)), place(next, value(ball) - η * slope * slope))
    drawBall(context, place(x, value(ball)), css(colours.paper))
  }
}

/** All of the curve above its window, with some room below. */
function profileWindow(): Window {
  const { window, value } = landscape.value
  const [{ low, high }] = window
  const heights = Array.from({ length: PLACES }, (_, k) => value([low + ((high - low) * k) / (PLACES - 1)]))
  const [least, most] = [Math.min(...heights), Math.max(...heights)]
  const room = (most - least) * 0.12
  return { left: low, right: high, bottom: least - room, top: most + room }
}
