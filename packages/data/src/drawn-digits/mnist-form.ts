import type { GreyImage } from '../images/grey-image.js'
import { averageAreas, type Plane, shrunk } from '../images/plane.js'
import { findDigit } from './digit-ink.js'
import { onGround } from './ground.js'
import { thickened } from './stroke.js'

/** Rows and columns of an image of MNIST, */
const SIDE = 28

/** and of the digit within it (LeCun's page on MNIST: size-normalized to fit in a 20 × 20 box). */
const DIGIT = 20

/** The longer side that a picture is brought to before its ink is looked for. */
const WORKING_SIDE = 256

/** A picture of a digit as a network of MNIST takes it. */
export interface PreparedDigit {
  /** 28 × 28 bytes, row by row, 0 is the background; all 0 where nothing is drawn. */
  readonly pixels: Uint8Array
  /** What speaks against it being one digit, and all of it, each a clause for people; none of most pictures. */
  readonly warnings: readonly string[]
}

/**
 * Brings a drawing or photograph of one digit to the form of MNIST: light on dark, cropped to the ink,
 * 20 pixels on the longer side, in 28 × 28 with its centre of mass in the middle.
 * @param image of any size, dark on light, light on dark or on nothing; the light may be uneven
 * @returns 784 bytes, row by row, 0 is the background; all 0 where nothing is drawn
 */
export function toMnistForm(image: GreyImage): Uint8Array {
  return prepareDigit(image).pixels
}

/** The same, with what was seen that makes the picture doubtful. */
export function prepareDigit(image: GreyImage): PreparedDigit {
  const pixels = new Uint8Array(SIDE * SIDE)
  const found = findDigit(shrunk(onGround(image), WORKING_SIDE))
  if (!found) return { pixels, warnings: [] }
  const { plane, box } = thickened(found.ink)
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
      pixels[(top + row) * SIDE + left + column] = Math.round(
        (255 * digit.values[row * columns + column]) / most,
      )
    }
  }
  const lopsided = touchesBorder(pixels)
    ? [
        'most of the ink lies to one side, so that the digit touches the border: crop the picture to the digit',
      ]
    : []
  return { pixels, warnings: [...found.warnings, ...lopsided] }
}

function touchesBorder(pixels: Uint8Array): boolean {
  return pixels.some((value, at) => {
    const [row, column] = [Math.floor(at / SIDE), at % SIDE]
    return value > 0 && (row === 0 || column === 0 || row === SIDE - 1 || column === SIDE - 1)
  })
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
