import { Canvas } from '../../figures/canvas.js'
import { palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { digitPicture } from './pictures.js'
import { digitsTexts } from './texts.js'

/** The drawing in the form of MNIST: 28 × 28, what the network is given. */
export function Seen({ pixels }: { pixels: Uint8Array }) {
  const texts = inLanguage(digitsTexts)
  const colours = palette.value
  return (
    <figure class="seen">
      <Canvas
        ratio={1}
        label={texts.seen}
        draw={(context, side) => {
          const sheet = new OffscreenCanvas(28, 28)
          sheet.getContext('2d')?.putImageData(digitPicture(pixels, colours), 0, 0)
          context.imageSmoothingEnabled = false
          context.drawImage(sheet, 0, 0, side, side)
        }}
      />
      <figcaption>{texts.seen}</figcaption>
    </figure>
  )
}
