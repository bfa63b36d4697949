import { Canvas } from '../../figures/canvas.js'
import { css, palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { contributionsOf } from './contributions.js'
import { SIDE } from './pictures.js'
import { activations, chooseUnit, explained, unit, weightSheet } from './reading.js'
import { network } from './session.js'
import { digitsTexts } from './texts.js'

const WIDE = '(min-width: 40rem)'
const GAP = 4

/** Room under each picture for what the unit says: its activation, and what it adds to the answer. */
const UNDER = 9

/** Opacity of the picture of a unit that says nothing. */
const DIM = 0.3

/** The first layer's weights, a 28 × 28 picture for each unit: lit by what the unit says of the digit. */
export function Weights() {
  const texts = inLanguage(digitsTexts)
  const { architecture, parameters } = network.value
  const units = architecture.sizes[1]
  const columns = Math.min(units, useMatches(WIDE) ? 16 : 8)
  const rows = Math.ceil(units / columns)
  const [across, along] = [SIDE + GAP, SIDE + GAP + UNDER]
  const size = { width: columns * across - GAP, height: rows * along - GAP }
  const colours = palette.value
  const said = activations.value[0]
  const most = said.reduce((largest, y) => Math.max(largest, Math.abs(y)), 1e-6)
  const lit = (y: number) => Math.min(1, Math.abs(y) / Math.max(1, most))
  const terms =
    architecture.layers.length === 2
      ? contributionsOf(architecture, parameters, said, explained.value)?.terms
      : undefined
  const largest = terms?.reduce((found, term) => Math.max(found, Math.abs(term)), 1e-6) ?? 1
  const chosen = unit.value
  return (
    <figure class="weights">
      <h2>{texts.weights}</h2>
      <Canvas
        ratio={size.height / size.width}
        label={texts.weightsLabel(units)}
        class="pixels"
        onPointerDown={(event) => {
          const { left, top, width } = event.currentTarget.getBoundingClientRect()
          const scale = size.width / width
          const column = Math.floor(((event.clientX - left) * scale) / across)
          const number = Math.floor(((event.clientY - top) * scale) / along) * columns + column
          if (column < columns && number < units) chooseUnit(number)
        }}
        draw={(context, width) => {
          const scale = width / size.width
          const sheet = new OffscreenCanvas(SIDE, units * SIDE)
          sheet.getContext('2d')?.putImageData(weightSheet.value, 0, 0)
          context.imageSmoothingEnabled = false
          context.scale(scale, scale)
          for (let number = 0; number < units; number++) {
            const [column, row] = [number % columns, Math.floor(number / columns)]
            const [x, y] = [column * across, row * along]
            context.globalAlpha = DIM + (1 - DIM) * lit(said[number])
            context.drawImage(sheet, 0, number * SIDE, SIDE, SIDE, x, y, SIDE, SIDE)
            context.globalAlpha = 1
            context.fillStyle = css(colours.soft)
            context.fillRect(x, y + SIDE + 2, SIDE * lit(said[number]), 1.5)
            if (terms) drawTerm(terms[number] / largest, x, y + SIDE + 5)
            if (number === chosen) {
              context.strokeStyle = css(colours.ink)
              context.lineWidth = 1.25
              context.strokeRect(x + 0.6, y + 0.6, SIDE - 1.2, SIDE - 1.2)
            }
          }
          // Whoever adds fills a bar, whoever takes away leaves it hollow.
          function drawTerm(part: number, x: number, y: number): void {
            const length = SIDE * Math.abs(part)
            context.fillStyle = css(colours.positive)
            context.strokeStyle = css(colours.negative)
            context.lineWidth = 0.6
            if (part > 0) context.fillRect(x, y, length, 2.4)
            else if (length > 0.5) context.strokeRect(x + 0.3, y + 0.3, length - 0.3, 1.8)
          }
        }}
      />
      <figcaption>
        {terms && (
          <span class="keys">
            <span class="key soft">{texts.says}</span>
            <span class="key bar">{texts.adds(String(explained.value))}</span>
            <span class="key hollow">{texts.takes(String(explained.value))}</span>
          </span>
        )}
        {texts.weightsNote}
      </figcaption>
    </figure>
  )
}
