import type { GreyImage } from './grey-image.js'
import { findInk } from './ink.js'
import { averageAreas, type Plane, shrunk } from './plane.js'
import { thickened } from './stroke.js'

/** Rows and columns of an image of MNIST, */
const SIDE = 28

/** and of the digit within it (LeCun's page on MNIST: size-normalized to fit in a 20 × 20 box). */
const DIGIT = 20

/** The longer side that a picture is brought to before its ink is looked for. */
const WORKING_SIDE = 256

/**
 * Brings a drawing or photograph of one digit to the form of MNIST: light on dark, cropped to the ink,
 * 20 pixels on the longer side, in 28 × 28 with its centre of mass in the middle.
 * @param image of any size, dark on light or light on dark; the light may be uneven
 * @returns 784 bytes, row by row, 0 is the background; all 0 where nothing is drawn
 */
export function toMnistForm(image: GreyImage): Uint8Array {
  const form = new Uint8Array(SIDE * SIDE)
  const ink = findInk(shrunk(image, WORKING_SIDE))
  if (!ink) return form
  const { plane, box } = thickened(ink)
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  const scale = DIGIT / Math.max(width, height)
  const columns = Math.max(1, Math.round(width * scale))
  const rows = Math.max(1, Math.round(height * scale))
  const digit = averageAreas(plane, box, columns, rows)
  const most = digit.values.reduce((largest, value) => Math.max(largest, value), 0)
  const centre = centreOf(digit)
  const left = place(centre.x, columns)
  const top = place(centre.y, rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      form[(top + row) * SIDE + left + column] = Math.round(
        (255 * digit.values[row * columns + column]) / most,
      )
    }
  }
  return form
}

/** Where the digit begins for its centre to lie in the middle, all of it within the image. */
function place(centre: number, length: number): number {
  return Math.min(SIDE - length, Math.max(0, Math.round(SIDE / 2 - centre)))
}

/**
 * The centre of mass, where the first pixel is at 0: by this count it lies within half a pixel of 14 in every
 * image of MNIST.
 */
function centreOf({ width, values }: Plane): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0]
  for (let at = 0; at < values.length; at++) {
    mass += values[at]
    x += values[at] * (at % width)
    y += values[at] * Math.floor(at / width)
  }
  return { x: x / mass, y: y / mass }
}
