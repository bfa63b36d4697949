import { Canvas } from '../../figures/canvas.js'
import { palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { weightPictures } from './pictures.js'
import { network } from './session.js'
import { digitsTexts } from './texts.js'

const WIDE = '(min-width: 40rem)'
const SIDE = 28
const GAP = 4

/** The first layer's weights, a 28 × 28 picture for each hidden unit. */
export function Weights() {
  const texts = inLanguage(digitsTexts)
  const { architecture, parameters } = network.value
  const units = architecture.sizes[1]
  const columns = Math.min(units, useMatches(WIDE) ? 16 : 8)
  const rows = Math.ceil(units / columns)
  const pitch = SIDE + GAP
  const colours = palette.value
  return (
    <figure>
      <h2>{texts.weights}</h2>
      <Canvas
        ratio={(rows * pitch - GAP) / (columns * pitch - GAP)}
        label={texts.weightsLabel(units)}
        class="pixels"
        draw={(context, width) => {
          const scale = width / (columns * pitch - GAP)
          const sheet = new OffscreenCanvas(columns * pitch, rows * pitch)
          const pictures = weightPictures(architecture, parameters, colours, columns, pitch)
          sheet.getContext('2d')?.putImageData(pictures, 0, 0)
          context.imageSmoothingEnabled = false
          context.drawImage(sheet, 0, 0, sheet.width * scale, sheet.height * scale)
        }}
      />
      <figcaption>{texts.weightsNote}</figcaption>
    </figure>
  )
}
