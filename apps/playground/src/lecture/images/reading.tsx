import { textbook } from '@antigrad/core/lecture'
import { useSignal } from '@preact/signals'
import type { TargetedPointerEvent } from 'preact'
import { formatFixed } from '../../controls/format.js'
import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { lit } from '../frame/lit.js'
import { chosen, session } from './session.js'
import { imagesTexts } from './texts.js'
import { Way } from './way.js'

const SIDE = 28

/** A digit as its 784 numbers, and beside it the ten outputs with the label. */
export function Reading() {
  const texts = inLanguage(imagesTexts)
  const all = session.shown.value
  const pixel = useSignal<number | undefined>(undefined)
  if (!all) return <p class="note waiting-place">{!session.trouble.value && texts.loading}</p>
  const image = all.images.subarray(chosen.value * SIDE * SIDE, (chosen.value + 1) * SIDE * SIDE)
  const label = all.labels[chosen.value]
  const [y, z] = session.network.value?.activations(image) ?? []
  const answer = z ? z.indexOf(Math.max(...z)) : undefined
  return (
    <div class="reading-desk">
      <figure data-symbol="x">
        <Pixels
          image={image}
          label={label}
          pointed={pixel.value}
          onPoint={(at) => {
            pixel.value = at
          }}
        />
        <figcaption>
          {pixel.value === undefined
            ? texts.pixels
            : texts.pixel(pixel.value + 1, formatFixed(image[pixel.value] / 255, 2))}
        </figcaption>
      </figure>
      <Way y={y} />
      <figure>
        <ol
          class="bars"
          aria-label={texts.outputs}
          data-testid="answer"
          data-answer={answer}
          data-label={label}
        >
          {Array.from({ length: 10 }, (_, digit) => {
            const value = z?.[digit] ?? Number.NaN
            return (
              <li key={digit} class={digit === answer ? 'answer' : undefined}>
                <span data-symbol="l" class={digit === label ? 'label' : undefined}>
                  {digit}
                </span>
                <span class="bar" data-symbol="z">
                  <span style={{ width: `${100 * (value || 0)}%` }} />
                </span>
                <output>{formatFixed(value, 2)}</output>
              </li>
            )
          })}
        </ol>
        <figcaption>
          {answer === undefined ? '' : answer === label ? texts.right(answer) : texts.wrong(answer, label)}{' '}
          {z && (
            <span data-symbol="eps" data-testid="loss">
              ε = {formatFixed(lossOf(z, label), 3)}
            </span>
          )}
        </figcaption>
      </figure>
    </div>
  )
}

/** ε, where l is 1 at the label and 0 elsewhere. */
function lossOf(z: Float32Array, label: number): number {
  return textbook.loss(
    Float64Array.from(z),
    Float64Array.from(z, (_, digit) => Number(digit === label)),
  )
}

interface PixelsProps {
  readonly image: Uint8Array
  readonly label: number
  /** The pixel that is read. */
  readonly pointed: number | undefined
  readonly onPoint: (pixel: number | undefined) => void
}

function Pixels({ image, label, pointed, onPoint }: PixelsProps) {
  const texts = inLanguage(imagesTexts)
  const colours = palette.value
  const grid = lit.value === 'x'
  const point = ({ currentTarget, clientX, clientY }: TargetedPointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    const column = Math.floor(((clientX - left) / width) * SIDE)
    const row = Math.floor(((clientY - top) / height) * SIDE)
    const inside = Math.min(column, row) >= 0 && Math.max(column, row) < SIDE
    onPoint(inside ? row * SIDE + column : undefined)
  }
  return (
    <Canvas
      ratio={1}
      label={texts.picture(label)}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={({ pointerType }) => {
        // A finger that is lifted has left, and wants to read what it touched.
        if (pointerType !== 'touch') onPoint(undefined)
      }}
      draw={(context, width) => {
        const size = width / SIDE
        context.fillStyle = css(colours.wash)
        context.fillRect(0, 0, width, width)
        for (const [n, value] of image.entries()) {
          if (value === 0) continue
          context.fillStyle = css(colours.ink, value / 255)
          context.fillRect((n % SIDE) * size, Math.floor(n / SIDE) * size, size + 0.4, size + 0.4)
        }
        context.strokeStyle = css(grid ? colours.accent : colours.line, grid ? 0.6 : 0.7)
        context.lineWidth = 0.5
        for (let k = 1; k < SIDE; k++) {
          context.beginPath()
          context.moveTo(k * size, 0)
          context.lineTo(k * size, width)
          context.moveTo(0, k * size)
          context.lineTo(width, k * size)
          context.stroke()
        }
        if (pointed === undefined) return
        context.strokeStyle = css(colours.accent)
        context.lineWidth = 2
        context.strokeRect((pointed % SIDE) * size, Math.floor(pointed / SIDE) * size, size, size)
      }}
    />
  )
}
