import { Canvas } from '../../figures/canvas.js'
import { palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { digitPicture } from './pictures.js'
import { digits } from './session.js'
import { digitsTexts } from './texts.js'

/** Some of the digits that the network will learn from: what there is to see before it has learned. */
export function Material() {
  const texts = inLanguage(digitsTexts)
  const columns = useMatches('(min-width: 40rem)') ? 20 : 10
  const colours = palette.value
  const some = digits.value?.some
  if (!some) return null
  const rows = Math.floor(some.labels.length / columns)
  return (
    <figure>
      <h2>{texts.material}</h2>
      <Canvas
        ratio={rows / columns}
        label={texts.material}
        draw={(context, width) => {
          const side = width / columns
          const sheet = new OffscreenCanvas(28, 28)
          for (let n = 0; n < rows * columns; n++) {
            const pixels = some.features.subarray(784 * n, 784 * (n + 1))
            sheet.getContext('2d')?.putImageData(digitPicture(pixels, colours), 0, 0)
            context.drawImage(sheet, (n % columns) * side, Math.floor(n / columns) * side, side, side)
          }
        }}
      />
      <figcaption>{texts.materialNote}</figcaption>
    </figure>
  )
}
