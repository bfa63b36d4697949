import { cosineOfPi } from '../schedules/cosine-of-pi.js'
import type { Image } from './image.js'

/** How an image is moved: stretched, sheared, turned about its centre, then shifted. */
export interface Motion {
  /** Pixels, to the right and down. */
  shiftX: number
  shiftY: number
  /** Degrees, −180 … 180. */
  rotation: number
  /** Factors above 0. */
  scaleX: number
  scaleY: number
  /** Degrees, in (−90, 90). */
  shear: number
}

/**
 * Writes where a pixel (x, y) of the moved image comes from: (m₀ x + m₁ y + m₂, m₃ x + m₄ y + m₅). A pixel's centre has whole
 * coordinates, the image's centre is at ((width − 1)/2, (height − 1)/2). Quarters of a turn and shifts by whole pixels are exact.
 */
export function writeInverseMap(motion: Motion, { width, height }: Image, map: Float64Array): void {
  const { shiftX, shiftY, rotation, scaleX, scaleY, shear } = motion
  const centreX = (width - 1) / 2
  const centreY = (height - 1) / 2
  const cos = cosine(rotation)
  const sin = sine(rotation)
  const tan = sine(shear) / cosine(shear)
  const xx = (cos + tan * sin) / scaleX
  const xy = (sin - tan * cos) / scaleX
  const yx = -sin / scaleY
  const yy = cos / scaleY
  map[0] = xx
  map[1] = xy
  map[2] = centreX - (xx * (centreX + shiftX) + xy * (centreY + shiftY))
  map[3] = yx
  map[4] = yy
  map[5] = centreY - (yx * (centreX + shiftX) + yy * (centreY + shiftY))
}

function cosine(degrees: number): number {
  return cosineOfPi(Math.abs(degrees) / 180)
}

function sine(degrees: number): number {
  const sine = cosineOfPi(Math.abs(0.5 - Math.abs(degrees) / 180))
  return degrees < 0 ? -sine : sine
}
