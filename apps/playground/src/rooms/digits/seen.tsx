import { Canvas } from '../../figures/canvas.js'
import { palette } from '../../figures/palette.js'
import { digitPicture } from './pictures.js'

/** What the network is given, in the form of MNIST: 28 × 28. */
export function Seen({ pixels, note }: { pixels: Uint8Array; note: string }) {
  const colours = palette.value
  return (
    <figure class="seen">
      <Canvas
        ratio={1}
        label={note}
        draw={(context, side) => {
          const sheet = new OffscreenCanvas(28, 28)
          sheet.getContext('2d')?.putImageData(digitPicture(pixels, colours), 0, 0)
          context.imageSmoothingEnabled = false
          context.drawImage(sheet, 0, 0, side, side)
        }}
      />
      <figcaption>{note}</figcaption>
    </figure>
  )
}
